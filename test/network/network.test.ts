import assert from "node:assert/strict";
import { test } from "node:test";
import type { Checkpoint, CheckpointTensor } from "../../lib/files";
import { describeNetwork, foldBatchNorm, type Stem } from "../../lib/network";
import {
  describeResidual,
  type Golden,
  NAMES,
  openCheckpoint,
  openNetwork,
  readJson,
} from "../inference/fixtures";

/** The checkpoint with some tensors replaced, added or (null) taken out. */
function altered(
  name: string,
  changes: Record<string, { shape?: number[]; data?: Float32Array } | null>,
): Checkpoint {
  const checkpoint = openCheckpoint(name);
  const tensors = new Map(checkpoint.tensors);
  for (const [key, change] of Object.entries(changes)) {
    const old = tensors.get(key);
    if (change === null) tensors.delete(key);
    else {
      const data = change.data ?? old?.toFloat32() ?? Float32Array.of(0);
      const shape = change.shape ?? old?.shape ?? [data.length];
      const tensor: CheckpointTensor = {
        name: key,
        shape,
        dtype: "float32",
        toFloat32: () => data,
      };
      tensors.set(key, tensor);
    }
  }
  return { path: "altered.pt", tensors, close: () => checkpoint.close() };
}

test("depth, kind of block, stem, classes and parameters are read from the state_dict", () => {
  for (const name of NAMES) {
    const golden = readJson<Golden>(`${name}.json`);
    const network = openNetwork(name);
    assert.equal(network.architecture.replace("-", "").toLowerCase(), name.slice(0, 8));
    assert.equal(network.stem.stride, golden.stride, name);
    assert.equal(network.maxPool, golden.maxPool, name);
    assert.equal(network.parameters, golden.parameters, name);
    assert.equal(network.classes, golden.classes, name);
    assert.equal(network.inChannels, name.endsWith("gray") ? 1 : 3);
  }
});

test("the summary says what was understood, on one line", () => {
  assert.equal(
    openNetwork("resnet50-7x7").summary,
    "ResNet-50, stem 7x7 of stride 2 with max-pool (read from the 7x7 conv1), " +
      "widths 12-16-20-24, 3 input channels, 3 classes, 8,416 parameters",
  );
});

test("a stem that is asked for is taken, whatever the kernel", () => {
  const stemOf = (stem: Stem) => {
    const network = describeResidual(openCheckpoint("resnet18-7x7"), { stem });
    return [network.stem.stride, network.maxPool, network.stem.padding];
  };
  assert.deepEqual(stemOf("auto"), [2, true, 3]);
  assert.deepEqual(stemOf("stride1"), [1, false, 3]);
  assert.deepEqual(stemOf("stride1-maxpool"), [1, true, 3]);
  assert.deepEqual(stemOf("stride2"), [2, false, 3]);
  assert.deepEqual(stemOf("stride2-maxpool"), [2, true, 3]);
  assert.throws(
    () => stemOf("cifar" as Stem),
    /stem: found "cifar", expected one of auto, stride1/,
  );
});

test("a kernel that auto does not know is refused until a stem is named", () => {
  const weight = { "conv1.weight": { shape: [6, 3, 5, 5], data: new Float32Array(6 * 3 * 25) } };
  assert.throws(
    () => describeNetwork(altered("resnet18-7x7", weight)),
    /altered\.pt: found a 5x5 conv1, expected 3x3 or 7x7/,
  );
  assert.equal(
    describeResidual(altered("resnet18-7x7", weight), { stem: "stride1" }).stem.padding,
    2,
  );
});

test("missing and surplus tensors are listed with the nearest name", () => {
  const renamed = altered("resnet18-3x3", { "fc.weight": null, "head.weight": {} });
  assert.throws(
    () => describeNetwork(renamed),
    /found missing fc\.weight \(nearest: head\.weight\); surplus head\.weight \(nearest: fc\.weight\), expected the state_dict/,
  );
  assert.throws(
    () => describeNetwork(altered("resnet34-7x7", { "layer3.4.bn2.running_mean": null })),
    /found missing layer3\.4\.bn2\.running_mean, expected/,
  );
  assert.throws(
    () => describeNetwork(altered("resnet50-3x3", { "layer2.0.downsample.0.weight": null })),
    /missing layer2\.0\.downsample\.0\.weight/,
  );
});

test("num_batches_tracked may be there or not, but not without its layer", () => {
  const without = openCheckpoint("resnet18-3x3");
  const names = [...without.tensors.keys()].filter((name) => name.endsWith("num_batches_tracked"));
  assert.equal(names.length, 20);
  const changes = Object.fromEntries(names.map((name) => [name, null]));
  assert.equal(describeNetwork(altered("resnet18-3x3", changes)).classes, 11);
  assert.throws(
    () => describeNetwork(altered("resnet18-3x3", { "bn9.num_batches_tracked": {} })),
    /surplus bn9\.num_batches_tracked/,
  );
});

test("every wrong shape is named with the shape that fits", () => {
  assert.throws(
    () =>
      describeNetwork(
        altered("resnet18-3x3", {
          "layer2.0.conv2.weight": { shape: [10, 9, 3, 3] },
          "fc.bias": { shape: [12] },
        }),
      ),
    /layer2\.0\.conv2\.weight of shape \[10,9,3,3\] where \[10,10,3,3\] fits its neighbours; fc\.bias of shape \[12\] where \[11\] fits/,
  );
});

test("values that no network can have are refused", () => {
  const bias = new Float32Array(11).fill(1);
  bias[4] = Number.NaN;
  assert.throws(
    () => describeNetwork(altered("resnet18-3x3", { "fc.bias": { data: bias } })),
    /found fc\.bias with NaN at element 4, expected/,
  );
  const variance = new Float32Array(6).fill(-0.5);
  assert.throws(
    () => describeNetwork(altered("resnet18-3x3", { "bn1.running_var": { data: variance } })),
    /found bn1\.running_var with -0\.5 at element 0, expected/,
  );
});

test("folding is done in float64 and rounded once", () => {
  const folded = foldBatchNorm({
    name: "conv",
    inChannels: 1,
    outChannels: 2,
    kernel: 1,
    stride: 1,
    padding: 0,
    weight: Float32Array.of(0.1, -3),
    batchNorm: {
      name: "bn",
      weight: Float32Array.of(0.7, 1),
      bias: Float32Array.of(0.2, 0),
      mean: Float32Array.of(0.3, 2),
      variance: Float32Array.of(1.7, 0),
      epsilon: 1e-5,
    },
  });
  const scale = Math.fround(0.7) / Math.sqrt(Math.fround(1.7) + 1e-5);
  assert.equal(folded.weight[0], Math.fround(Math.fround(0.1) * scale));
  assert.equal(folded.bias[0], Math.fround(Math.fround(0.2) - Math.fround(0.3) * scale));
  assert.equal(folded.weight[1], Math.fround(-3 / Math.sqrt(1e-5)));
  assert.equal(folded.bias[1], Math.fround(-2 / Math.sqrt(1e-5)));
});
