import assert from "node:assert/strict";
import { test } from "node:test";
import type { Checkpoint, CheckpointTensor } from "../../lib/files";
import { describeNetwork } from "../../lib/network";
import { openCheckpoint, openNetwork } from "../inference/fixtures";

/** A checkpoint whose tensors bear other names (null: not there), and tensors beside. */
function respelled(
  fixture: string,
  spell: (name: string) => string | null,
  beside: Record<string, number[]> = {},
): Checkpoint {
  const checkpoint = openCheckpoint(fixture);
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, tensor] of checkpoint.tensors) {
    const as = spell(name);
    if (as !== null) tensors.set(as, { ...tensor, name: as });
  }
  for (const [name, shape] of Object.entries(beside)) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const toFloat32 = () => new Float32Array(size).fill(0.5);
    tensors.set(name, { name, shape, dtype: "float32", toFloat32 });
  }
  return { path: "spelled.pt", tensors, close: () => checkpoint.close() };
}

const spellings: [what: string, spell: (name: string) => string, note: RegExp][] = [
  [
    "shortcut and linear",
    (name) => name.replace("downsample", "shortcut").replace(/^fc/, "linear"),
    /shortcut\.0 read as downsample\.0.*linear read as fc/,
  ],
  [
    "skip.conv, skip.norm and classifier",
    (name) =>
      name
        .replace("downsample.0", "skip.conv")
        .replace("downsample.1", "skip.norm")
        .replace(/^fc/, "classifier"),
    /skip\.conv read as downsample\.0/,
  ],
  ["a head inside a Sequential", (name) => name.replace(/^fc/, "fc.1"), /fc\.1 read as fc/],
  [
    "a stem inside a Sequential",
    (name) => name.replace(/^conv1/, "stem.0").replace(/^bn1/, "stem.1"),
    /stem\.0 read as conv1, stem\.1 read as bn1/,
  ],
];

for (const [what, spell, note] of spellings) {
  for (const fixture of ["resnet18-3x3", "resnet50-7x7"] as const) {
    test(`${what} are read as torchvision's names in ${fixture}, which is noted`, () => {
      const { path: _, notes, ...network } = describeNetwork(respelled(fixture, spell));
      const { path: __, notes: none, ...plain } = openNetwork(fixture);
      assert.deepEqual(network, plain);
      assert.deepEqual(none, []);
      assert.match(notes.join("; "), note);
    });
  }
}

const same = (name: string) => name;

test("what is not of the network is passed over, which is noted", () => {
  const beside = {
    "criterion.weight": [10],
    n_averaged: [],
    "layer1.0.total_ops": [1],
    "fc2.weight": [3, 4],
  };
  const { notes } = describeNetwork(respelled("resnet18-3x3", same, beside));
  const names = "criterion.weight, n_averaged, fc2.weight, layer1.0.total_ops";
  assert.deepEqual(notes, [`${names} passed over: not of the network`]);
});

test("means that a model takes off its input itself are told with their numbers", () => {
  const beside = { "normalize.mean": [1, 3, 1, 1] };
  const { notes } = describeNetwork(respelled("resnet18-3x3", same, beside));
  assert.match(
    notes[0],
    /normalize\.mean is 0\.5000, 0\.5000, 0\.5000: the model normalises its input/,
  );
});

for (const [what, beside] of [
  ["a gate inside a block", { "layer1.0.se.fc.weight": [4, 8] }],
  ["a bias of a convolution", { "conv1.bias": [8] }],
  ["a norm behind the blocks", { "bn2.running_var": [8] }],
  ["more in the head", { "fc.0.running_var": [8] }],
] as [string, Record<string, number[]>][]) {
  test(`${what} makes another network and is refused by name`, () => {
    const [name] = Object.keys(beside);
    const surplus = respelled("resnet18-3x3", same, beside);
    assert.throws(
      () => describeNetwork(surplus),
      (error: Error) => error.message.includes(`surplus ${name}`),
    );
  });
}

test("a head of two linear layers is refused", () => {
  const beside = {
    "fc.0.weight": [4, 8],
    "fc.0.bias": [4],
    "fc.2.weight": [3, 4],
    "fc.2.bias": [3],
  };
  const headless = (name: string) => (name.startsWith("fc.") ? null : name);
  assert.throws(
    () => describeNetwork(respelled("resnet18-3x3", headless, beside)),
    /missing fc\.weight.*surplus fc\.0\.weight/,
  );
});

test("GroupNorm is told from batch normalisation, whatever its layers are called", () => {
  for (const norm of ["bn", "gn", "norm"]) {
    const spell = (name: string) =>
      /running|tracked/.test(name) ? null : name.replace(/bn(\d)/, `${norm}$1`);
    const { architecture, notes } = describeNetwork(respelled("resnet18-3x3", spell));
    assert.equal(architecture, "ResNet-18");
    assert.match(notes.join(), /no running statistics: group normalisation/);
  }
});
