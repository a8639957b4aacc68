import assert from "node:assert/strict";
import { test } from "node:test";
import { InputError, readCheckpoint } from "../../lib/files";
import { fixture } from "./expected";

/** The first number of the first layer, which tells the models apart, and the notes. */
function read(name: string, weights?: string): { first: number; notes: readonly string[] } {
  const checkpoint = readCheckpoint(fixture(name), { weights });
  const first = checkpoint.tensors.get("conv1.weight")!.toFloat32()[0];
  checkpoint.close();
  return { first, notes: checkpoint.notes };
}

const several: [file: string, said: RegExp, weights: string][] = [
  ["saved-beside.pt", /^taken from state_dict, one of 2 models/, "state_dict_ema"],
  ["saved-online-ema.pt", /^taken from online_model, one of 2 models/, "ema_model"],
  ["saved-teacher-student.pt", /^taken from student, one of 2 models/, "teacher"],
  ["saved-averaged-deep.pt", /^taken from model, one of 2 models/, "ema.model"],
  ["saved-plain-ema.pt", /^taken from plain, one of 2 models/, "ema"],
];

for (const [file, said, weights] of several) {
  test(`of the models in ${file} the trained one is taken, which is said, and weights takes the other`, () => {
    const trained = read(file);
    assert.equal(trained.first, 1);
    assert.match(trained.notes[0], said);
    assert.ok(trained.notes[0].includes(`(weights=${weights} takes the other)`), trained.notes[0]);
    const other = read(file, weights);
    assert.equal(other.first, 11);
    assert.match(other.notes[0], new RegExp(`^taken from ${weights}, one of 2`));
  });
}

test("the other models of a file can be opened one by one, under the names that weights takes", () => {
  for (const [file, , weights] of several) {
    const checkpoint = readCheckpoint(fixture(file));
    assert.deepEqual(
      checkpoint.beside.map((other) => other.weights),
      [weights],
    );
    const [other] = checkpoint.beside.map((one) => one.open());
    assert.equal(other.tensors.get("conv1.weight")!.toFloat32()[0], 11);
    checkpoint.close();
  }
  const alone = readCheckpoint(fixture("saved-opacus.pt"));
  assert.deepEqual(alone.beside, []);
  alone.close();
});

test("weights of an unknown name are refused with the names there are", () => {
  for (const weights of ["emma", ""]) {
    assert.throws(
      () => read("saved-beside.pt", weights),
      (error: Error) =>
        error instanceof InputError &&
        error.message.endsWith("expected one of those in the file: state_dict, state_dict_ema"),
    );
  }
  assert.throws(() => read("saved-opacus.pt", "ema"), /found no weights ema, expected one of/);
});

test("what wrappers put into names is taken off and said", () => {
  assert.deepEqual(read("saved-opacus.pt").notes, ["_module. taken off the names"]);
  assert.match(read("saved-lightning.pt").notes.join(), /model\._orig_mod\. taken off the names/);
  assert.deepEqual(read("saved-compiled-layer.pt").notes, ["_orig_mod. taken off the names"]);
});

test("clocks, counters, generators and frames beside weights are passed over", () => {
  const { first, notes } = read("saved-harmless.pt");
  assert.equal(first, 1);
  const passed = "times, numbers, generators, counts, frames passed over";
  assert.deepEqual(notes, [`taken from state_dict; ${passed}`]);
});
