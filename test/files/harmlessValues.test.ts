import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { InputError, readCheckpoint } from "../../lib/files";
import { joblibGlobals } from "../../lib/files/formats/joblib/joblibArray";
import { pandasGlobals } from "../../lib/files/formats/pandas/pandasGlobals";
import { inertGlobals } from "../../lib/files/formats/pickle/inertGlobals";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { torchGlobals } from "../../lib/files/formats/torch/globals";
import { dict, global, pickle, tensor, torchFile, tupleOf, written } from "./build";

const names = [...inertGlobals, ...pandasGlobals, ...joblibGlobals].map(([name]) => name);

function call(path: string, ...args: Parameters<typeof tupleOf>) {
  const at = path.lastIndexOf(".");
  return [global(path.slice(0, at), path.slice(at + 1)), tupleOf(...args), Op.REDUCE];
}

/** A sound state_dict with a call beside it. */
function beside(t: TestContext, codes: ReturnType<typeof call>): string {
  const data = pickle(dict({ w: tensor([1], [1], 1), x: codes }));
  return written(t, torchFile(data, [1]));
}

function refusal(file: string): string {
  try {
    readCheckpoint(file).close();
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.message;
  }
  return assert.fail("read");
}

test("every harmless name has hostile twins that are refused by name: a letter more, another module", (t) => {
  assert.ok(names.length > 40);
  for (const name of names) {
    for (const twin of [`${name}x`, `x${name}`, name.replace(/\.(\w+)$/, ".$1.system")]) {
      if (torchGlobals.has(twin)) continue;
      const message = refusal(beside(t, call(twin, "touch pwned")));
      assert.ok(message.includes(`found ${twin} called`), message);
    }
  }
});

test("what a harmless call makes cannot itself be called", (t) => {
  for (const name of ["datetime.datetime", "types.SimpleNamespace", "random.Random"]) {
    const made = [...call(name, "touch pwned"), tupleOf("x"), Op.REDUCE];
    assert.match(refusal(beside(t, made)), /an object of class [\w.]+ called/);
  }
});

test("getattr takes members of known enums and looks nothing else up", (t) => {
  const member = call("builtins.getattr", global("PIL.Image", "Resampling"), "BOX");
  readCheckpoint(beside(t, member)).close();
  for (const [module, name] of [
    ["PIL.Image", "open"],
    ["torch", "hub"],
    ["__main__", "Split"],
  ]) {
    const message = refusal(beside(t, call("builtins.getattr", global(module, name), "load")));
    assert.match(message, /builtins\.getattr called for load of .* save an Enum member's value/);
  }
  assert.match(refusal(beside(t, call("builtins.getattr", global("os", "x"), "system"))), /os\.x/);
});

test("methods that a schedule or a time zone holds stay names, and none but the zone's may be called", (t) => {
  const schedule = global("torch.optim.lr_scheduler", "OneCycleLR");
  const held = [schedule, Op.EMPTY_TUPLE, Op.NEWOBJ];
  for (const owner of [schedule, held]) {
    const method = call("builtins.getattr", owner, "_annealing_cos");
    readCheckpoint(beside(t, method)).close();
    assert.match(
      refusal(beside(t, [...method, tupleOf("touch pwned"), Op.REDUCE])),
      /found torch\.optim\.lr_scheduler\.OneCycleLR\._annealing_cos called/,
    );
    for (const twin of ["_annealing_cosx", "step", "__init__"]) {
      const message = refusal(beside(t, call("builtins.getattr", owner, twin)));
      assert.match(message, /builtins\.getattr called for \w+ of .*OneCycleLR/);
    }
  }
  const zone = call("builtins.getattr", global("zoneinfo", "ZoneInfo"), "_unpickle");
  readCheckpoint(beside(t, [...zone, tupleOf("Europe/Berlin", Op.NEWTRUE), Op.REDUCE])).close();
});

test("a member of an unknown Enum is refused as any other call, with what to save instead", (t) => {
  const message = refusal(beside(t, call("__main__.Phase", "train")));
  assert.match(
    message,
    /found __main__\.Phase called .*, expected only .*; if it is an Enum, save its member's value$/,
  );
});

test("a harmless name given what it cannot be made of is refused", (t) => {
  for (const [name, message] of [
    ["collections.Counter", /a Counter of a string/],
    ["collections.deque", /a deque of a string/],
    ["pandas.core.indexes.base._new_Index", /a pandas index of a string/],
    ["pandas._libs.arrays.__pyx_unpickle_NDArrayBacked", /a pandas array of a string/],
  ] as const) {
    assert.match(refusal(beside(t, call(name, "touch pwned"))), message);
  }
});

test("a joblib array that claims more than the file holds is refused", (t) => {
  const type = call("numpy.dtype", "f8");
  const state = dict({ shape: tupleOf([Op.LONG1, 6, 0, 0, 0, 0, 0, 1]), dtype: type });
  const array = [global("joblib.numpy_pickle", "NumpyArrayWrapper"), Op.EMPTY_TUPLE, Op.NEWOBJ];
  const file = written(t, pickle(dict({ w: [array, state, Op.BUILD] })));
  assert.match(refusal(file), /cut short/);
  const objects = dict({ shape: tupleOf(), dtype: call("numpy.dtype", "O8") });
  assert.match(
    refusal(written(t, pickle(dict({ w: [array, objects, Op.BUILD] })))),
    /an array of Python objects .* expected numbers or texts/,
  );
});
