import { test } from "node:test";
import { readCheckpoint, readDataset } from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { type Code, dict, global, integer, tensor, tupleOf } from "./build";
import { deflated, kept, listOf, made, ones, recalled, refusedCheaply, times } from "./cheaply";

const long = "x".repeat(300_000);
/** Both readers unpickle alike. */
const once = [readCheckpoint];
const tooMuch = /values that take more than \d+ bytes in the pickle before byte/;

for (const [what, large, module, name, args] of [
  ["a text into bytes", long, "_codecs", "encode", tupleOf(recalled(0), "latin1")],
  [
    "a list into sets",
    listOf(Buffer.alloc(200_000, Op.EMPTY_TUPLE)),
    "builtins",
    "set",
    tupleOf(recalled(0)),
  ],
  [
    "pairs into dicts",
    listOf(times(50_000, [Op.EMPTY_TUPLE, Op.NONE, Op.TUPLE2])),
    "collections",
    "OrderedDict",
    tupleOf(recalled(0)),
  ],
] as [string, Code, string, string, Code][]) {
  test(`a pickle that copies ${what} thousands of times is refused`, (t) => {
    const values = [kept(0, large), listOf(times(9000, made(module, name, args)))];
    refusedCheaply(deflated(t, values), tooMuch, once);
  });
}

test("a pickle that counts to millions a thousand times is refused", (t) => {
  const range = made("builtins", "range", tupleOf(integer(0), integer(1 << 20), integer(1)));
  refusedCheaply(deflated(t, listOf(times(1000, range))), tooMuch, once);
});

test("a pickle of a million empty dicts is refused before they fill the memory", (t) => {
  refusedCheaply(deflated(t, listOf(Buffer.alloc(1_000_000, Op.EMPTY_DICT))), tooMuch, once);
});

test("a pickle that turns one array's bytes thousands of times is refused", (t) => {
  const type = [
    made("numpy", "dtype", tupleOf("f4", Op.NEWFALSE, Op.NEWTRUE)),
    [tupleOf(integer(3), ">", Op.NONE), Op.BUILD],
  ];
  const before = [
    kept(0, global("numpy._core.numeric", "_frombuffer")),
    kept(1, tupleOf(ones(400_000), type, tupleOf(integer(100_000)), "C")),
  ];
  const calls = times(50_000, [recalled(0), recalled(1), Op.REDUCE]);
  refusedCheaply(deflated(t, [before, listOf(calls)]), tooMuch, once);
});

test("a pickle that gives an object its state a hundred thousand times is refused", (t) => {
  const entries = times(100_000, [Op.EMPTY_TUPLE, Op.NONE]);
  const state = [Op.EMPTY_DICT, Op.MARK, entries, Op.SETITEMS];
  const object = [global("m", "C"), Op.EMPTY_TUPLE, Op.NEWOBJ];
  const builds = times(100_000, [recalled(0), Op.BUILD]);
  refusedCheaply(deflated(t, [kept(0, state), object, builds]), tooMuch, once);
});

test("names and paths that are put together from long texts are refused", (t) => {
  const names = times(50_000, [recalled(0), recalled(0), Op.STACK_GLOBAL]);
  const named = [kept(0, long), listOf(names)];
  refusedCheaply(deflated(t, named), /a global's name of 600000 characters/);
  const path = made("pathlib", "PosixPath", recalled(1));
  const paths = [kept(0, "a"), kept(1, tupleOf(times(100_000, recalled(0)))), path];
  refusedCheaply(deflated(t, paths), /a path of 100000 parts/);
});

test("a dict of thousands of entries that holds itself under every usual name is seen once", (t) => {
  const places = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights"];
  const entries = times(200_000, [Op.EMPTY_TUPLE, Op.NONE]);
  const own = places.map((name) => [name, recalled(0)]);
  const self = [Op.EMPTY_DICT, Op.BINPUT, 0, Op.MARK, entries, own, Op.SETITEMS];
  refusedCheaply(deflated(t, self), /a dict of \d+ entries|and \d+ more/);
});

test("modules that share a large dict of parameters are refused", (t) => {
  const parameters = [
    Op.EMPTY_DICT,
    Op.MARK,
    times(50_000, [Op.EMPTY_TUPLE, Op.NONE]),
    Op.SETITEMS,
  ];
  const object = [global("m", "Module"), Op.EMPTY_TUPLE, Op.NEWOBJ];
  const inner = [object, dict({ _parameters: recalled(0) }), Op.BUILD];
  const named = Array.from({ length: 5000 }, (_, i) => [`${i}`, recalled(1)]);
  const modules = dict({ _modules: [Op.EMPTY_DICT, Op.MARK, named, Op.SETITEMS] });
  const file = deflated(t, [kept(0, parameters), kept(1, inner), object, modules, Op.BUILD]);
  refusedCheaply(file, /modules inside modules|dataset with _modules/);
});

const doubled: Code = ["x", times(60, [Op.BINPUT, 9, recalled(9), Op.TUPLE2])];
const beyond = Buffer.of(0x8a, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1);
const images = tensor([1, 1, 1, 1], [1, 1, 1, 1], 1);
const type = made("numpy", "dtype", tupleOf("f4"));
const data = (membership: Code) => dict({ imgs: images, labels: tupleOf(integer(0)), membership });

for (const [what, value, message] of [
  ["doubles 60 times as membership", data(tupleOf(doubled)), /a tuple of 2 items as membership/],
  ["doubles 60 times as a range's end", range(doubled), /a range without sound ends/],
  ["is beyond 2^53 as a range's end", range(beyond), /a range without sound ends/],
  ["doubles 60 times as an array's extent", array(doubled), /an array without type and shape/],
  ["is beyond 2^53 as an array's extent", array(beyond), /an array without type and shape/],
] as [string, Code, RegExp][]) {
  test(`a value that ${what} is refused, not calculated with`, (t) => {
    refusedCheaply(deflated(t, value, new Uint8Array(4)), message, [readDataset]);
  });
}

function range(end: Code): Code {
  return made("builtins", "range", tupleOf(integer(0), end, integer(1)));
}

function array(extent: Code): Code {
  const args = tupleOf(ones(4), type, tupleOf(extent), "C");
  return made("numpy._core.numeric", "_frombuffer", args);
}
