import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { dict, global, integer, pickle, tensor, torchFile, tupleOf, written, zip } from "./build";

function refused(t: TestContext, data: Uint8Array, message: RegExp, floats: number[] = []): void {
  const file = written(t, torchFile(data, floats));
  for (const read of [readCheckpoint, readDataset]) {
    assert.throws(
      () => read(file),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(`${file}: found `));
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  }
}

const call = (module: string, name: string) => [
  global(module, name),
  tupleOf("touch pwned"),
  Op.REDUCE,
];

for (const [module, name] of [
  ["os", "system"],
  ["posix", "system"],
  ["builtins", "eval"],
  ["__builtin__", "exec"],
  ["subprocess", "Popen"],
  ["torch._utils", "_rebuild_tensor_v2x"],
  ["collections", "OrderedDic"],
  ["collection", "OrderedDict"],
  ["numpy", "load"],
  ["torch", "load"],
  ["torch.hub", "load"],
]) {
  test(`a call of ${module}.${name} is refused by its name`, (t) => {
    const escaped = `found ${module}.${name} called`.replaceAll(".", "\\.");
    refused(t, pickle(dict({ a: call(module, name) })), new RegExp(escaped));
    const stacked = [
      Op.SHORT_BINUNICODE,
      module.length,
      Buffer.from(module),
      Op.SHORT_BINUNICODE,
      name.length,
      Buffer.from(name),
      Op.STACK_GLOBAL,
      tupleOf("x"),
      Op.REDUCE,
    ];
    refused(t, pickle(stacked), new RegExp(escaped));
  });
}

test("a function of the interpreter is refused even if it is only named", (t) => {
  refused(t, pickle(dict({ transform: global("os", "system") })), /os\.system/);
  refused(t, pickle(global("os", "system"), Op.EMPTY_TUPLE, Op.NEWOBJ), /os\.system/);
});

test("a global's name cannot break the line or hide in it", (t) => {
  refused(t, pickle(call("evil\u202e\u0007", "x\u2028y")), /evil\\u202e\\u0007\.x\\u2028y called/);
});

test("a class one letter off as a storage's type is refused by its name", (t) => {
  const storage = tupleOf("storage", global("torch", "FloatStorag"), "0", "cpu", integer(1));
  refused(t, pickle(storage, Op.BINPERSID), /storage type torch\.FloatStorag/);
});

test("an object of an unknown class stays a record: nothing of it is called", (t) => {
  const object = [
    global("evil", "Class"),
    tupleOf("x"),
    Op.NEWOBJ,
    dict({ imgs: Op.NONE }),
    Op.BUILD,
  ];
  refused(t, pickle(object), /a dataset with imgs|an object of class evil\.Class/);
});

const length = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

test("a value that claims a gigabyte is refused at once", (t) => {
  const long = Buffer.concat([Buffer.of(0x8b), length(1 << 30)]);
  refused(t, pickle(long), /an integer of 1073741824 bytes/);
  refused(t, pickle(Buffer.concat([Buffer.of(Op.BINUNICODE), length(1 << 30)])), /cut short/);
  const huge = Buffer.alloc(9, 0x7f);
  huge[0] = Op.BINBYTES8;
  refused(t, pickle(huge), /cut short/);
});

test("10,000 levels of nesting are refused, whether by marks or by lists in lists", (t) => {
  const deep = 10_000;
  refused(t, pickle(Buffer.alloc(deep, Op.MARK)), /nesting deeper than 1000/);
  const lists = [Buffer.alloc(deep, Op.EMPTY_LIST), Buffer.alloc(deep - 1, Op.APPEND)];
  refused(t, pickle(lists), /a list of 1 items/);
  const tuples = [Op.EMPTY_TUPLE, Buffer.alloc(deep, Op.TUPLE1)];
  refused(t, pickle(tuples), /a tuple of 1 items/);
  refused(
    t,
    pickle(Op.EMPTY_DICT, tuples, integer(1), Op.SETITEM),
    /a dict of 1 entries|dataset with/,
  );
});

test("values that hold themselves end in a refusal, not in a loop", (t) => {
  const self = [Op.EMPTY_DICT, Op.BINPUT, 0, "model", Op.BINGET, 0, Op.SETITEM];
  refused(t, pickle(self), /a dict of 1 entries|dataset with model/);
  const module = [
    [global("m", "Module"), Op.EMPTY_TUPLE, Op.NEWOBJ, Op.BINPUT, 0],
    [dict({ _modules: dict({ a: [Op.BINGET, 0], b: [Op.BINGET, 0] }) }), Op.BUILD],
  ];
  refused(t, pickle(module), /modules inside modules without end|dataset with _modules/);
});

test("a dataset that is its own tensors is refused, not followed for ever", (t) => {
  const self = [Op.EMPTY_DICT, Op.BINPUT, 0, "tensors", Op.BINGET, 0, Op.SETITEM];
  refused(t, pickle(self), /a dict of 1 entries/);
});

test("a tensor type that is a property of every object is no type", (t) => {
  const storage = tupleOf("storage", global("torch", "FloatStorage"), "0", "cpu", integer(1));
  const args = tupleOf(
    [storage, Op.BINPERSID],
    [integer(0), tupleOf(integer(1)), tupleOf(integer(1))],
    [Op.NEWFALSE, Op.NONE, global("torch", "toString")],
  );
  const made = [global("torch._utils", "_rebuild_tensor_v3"), args, Op.REDUCE];
  refused(t, pickle(dict({ a: made })), /a tensor of type toString/, [1]);
});

test("images without pixels and without end are refused", (t) => {
  const images = tensor([2147483647, 0], [1, 1], 1);
  const file = written(
    t,
    torchFile(
      pickle(dict({ imgs: tensor([2147483647, 0, 2], [0, 0, 1], 1), labels: images })),
      [1],
    ),
  );
  assert.throws(() => readDataset(file), /images of shape \[2147483647,0,2\]/);
});

test("a prefix repeated a thousand times is taken off a few times only", (t) => {
  const name = `${"module.".repeat(1000)}weight`;
  const checkpoint = readCheckpoint(
    written(t, torchFile(pickle(dict({ [name]: tensor([1], [1], 1) })), [1])),
  );
  t.after(() => checkpoint.close());
  assert.ok(checkpoint.notes.length <= 4);
});

test("what doubles with every memo does not double in memory", (t) => {
  const doubled = Array.from({ length: 60 }, (_, i) => [Op.BINPUT, i, Op.BINGET, i, Op.TUPLE2]);
  refused(t, pickle("x", doubled), /a tuple of 2 items|as labels|as images/);
});

for (const [what, codes, message] of [
  ["a stack that runs out", [Op.REDUCE], /too few values on the stack/],
  ["no mark", [Op.TUPLE], /no mark/],
  ["values taken from below a mark", [Op.NONE, Op.MARK, Op.APPEND], /too few values/],
  ["an unknown memo", [Op.BINGET, 9], /no memo 9/],
  ["items for a tuple", [Op.EMPTY_TUPLE, Op.NONE, Op.APPEND], /appended to a tuple/],
  ["an odd dict", [Op.EMPTY_DICT, Op.MARK, Op.NONE, Op.SETITEMS], /a key without|dict key without/],
  ["a list as a key", [Op.EMPTY_DICT, Op.EMPTY_LIST, Op.NONE, Op.SETITEM], /as a dict key/],
  ["an opcode of protocol 0", [0x49], /opcode 0x49/],
  ["an opcode that is none", [0xff], /opcode 0xff/],
  ["state for a number", [Op.BININT1, 1, Op.NONE, Op.BUILD], /the number 1/],
  ["a text that is not UTF-8", [Op.SHORT_BINUNICODE, 1, 0x8e], /1 bytes that are not UTF-8/],
  [
    "a tensor of too few arguments",
    [global("torch._utils", "_rebuild_tensor_v2"), tupleOf(integer(1)), Op.REDUCE],
    /a tensor made of 1 arguments/,
  ],
  [
    "a numpy type of no known version",
    [global("numpy", "dtype"), tupleOf("f4"), Op.REDUCE, tupleOf(integer(-1), "<"), Op.BUILD],
    /a numpy type's state of a tuple/,
  ],
  ["a call of a text", ["eval", Op.EMPTY_TUPLE, Op.REDUCE], /a string called/],
] as const) {
  test(`a pickle with ${what} is refused`, (t) => refused(t, pickle(...codes), message));
}

for (const [what, made, message] of [
  ["reaches beyond its storage", tensor([3], [1], 2), /reaches element 3/],
  ["starts beyond its storage", tensor([1], [1], 2, 2), /reaches element 3/],
  ["strides beyond its storage", tensor([2], [2], 2), /reaches element 3/],
  ["has a negative extent", tensor([-1], [1], 2), /shape and strides that do not fit/],
  ["has a negative stride", tensor([2], [-1], 2, 1), /shape and strides that do not fit/],
  ["has more strides than extents", tensor([2], [1, 1], 2), /shape and strides that do not fit/],
  ["is expanded to 2^31 elements", tensor([65536, 32767], [0, 0], 2), /a tensor of 2147418112/],
  [
    "overflows the count of elements",
    tensor(Array(16).fill(2147483647), Array(16).fill(0), 2),
    /a tensor of/,
  ],
  ["has a storage of another size", tensor([2], [1], 3), /storage 0 of 8 bytes/],
] as const) {
  test(`a tensor that ${what} is refused`, (t) => {
    refused(t, pickle(dict({ a: made })), message, [1, 2]);
  });
}

test("a big-endian array whose bytes are cut inside an element is refused", (t) => {
  const type = [
    [global("numpy", "dtype"), tupleOf("f4", Op.NEWFALSE, Op.NEWTRUE), Op.REDUCE],
    [tupleOf(integer(3), ">", Op.NONE), Op.BUILD],
  ];
  const elements = Buffer.of(Op.SHORT_BINBYTES, 6, 0, 0, 0, 0, 0, 0);
  const state = tupleOf(integer(1), tupleOf(integer(1)), type, Op.NEWFALSE, elements);
  const array = [global("numpy._core.multiarray", "_reconstruct"), tupleOf(), Op.REDUCE];
  refused(t, pickle(array, state, Op.BUILD), /6 bytes of float32 in the pickle before byte/);
});

test("NaN among the weights is refused by the tensor's name when they are read", (t) => {
  const file = written(t, torchFile(pickle(dict({ a: tensor([2], [1], 2) })), [1, Number.NaN]));
  const checkpoint = readCheckpoint(file);
  assert.throws(() => checkpoint.tensors.get("a")!.toFloat32(), /found NaN in a, expected finite/);
  checkpoint.close();
});

test("a dict key named __proto__ is a key like any other", (t) => {
  const file = written(t, torchFile(pickle(dict({ ["__proto__"]: tensor([2], [1], 2) })), [1, 2]));
  const checkpoint = readCheckpoint(file);
  assert.deepEqual([...checkpoint.tensors.keys()], ["__proto__"]);
  checkpoint.close();
});

test("a truth value is 0 or 1, whatever byte the file holds", (t) => {
  const storage = tupleOf("storage", global("torch", "BoolStorage"), "0", "cpu", integer(4));
  const args = tupleOf(
    [storage, Op.BINPERSID],
    [integer(0), tupleOf(integer(4)), tupleOf(integer(1))],
    [Op.NEWFALSE, Op.NONE],
  );
  const made = [global("torch._utils", "_rebuild_tensor_v2"), args, Op.REDUCE];
  const bytes = zip([
    { name: "a/data.pkl", data: pickle(dict({ a: made })) },
    { name: "a/data/0", data: Uint8Array.of(0, 1, 128, 255) },
  ]);
  const checkpoint = readCheckpoint(written(t, bytes));
  t.after(() => checkpoint.close());
  assert.deepEqual([...checkpoint.tensors.get("a")!.toFloat32()], [0, 1, 1, 1]);
});
