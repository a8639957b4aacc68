import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { readCheckpoint } from "../../lib/files";
import {
  describeNetwork,
  type GraphNetwork,
  networkGraph,
  type ResidualNetwork,
} from "../../lib/network";
import { repositoryRoot } from "../../lib/repository";
import { Trainer } from "../../lib/training";
import { withNewWeights } from "../../lib/training/scratch";
import { stateDictOf } from "../../lib/training/trainer";
import { openTrained, relativeToLargest, scatteredBatch } from "./passes";

const SIZE = { height: 32, width: 32 };

/** What is known of a residual network that came as a graph. */
function asGraph(network: ResidualNetwork): GraphNetwork {
  const { stem, maxPool, blocks, ...facts } = network;
  return {
    ...facts,
    ...{ imageSize: null, batch: null, weightFiles: [], unsaid: [] },
    write: (size) => networkGraph(network, size),
  };
}

for (const name of ["resnet18-7x7", "resnet18-3x3", "bottleneck-7x7"]) {
  test(`${name}: steps derived over the graph are those of the residual network's own trainer`, async () => {
    const network = openTrained(name);
    const usual = { batchSize: 16, size: SIZE, momentum: 0.9, weightDecay: 5, threads: 1 };
    const options = { ...usual, labelSmoothing: 0.3, unfoldAgain: false };
    const own = await Trainer.create(network, options);
    const derived = await Trainer.create(asGraph(network), options);
    const { rows, targets } = scatteredBatch(network);
    for (const rate of [0.001, 0.0005, 0.001]) {
      const expected = await own.step(rows, targets, rate);
      const found = await derived.step(rows, targets, rate);
      assert.ok(
        Math.abs(found.loss / expected.loss - 1) < 1e-4,
        `loss ${found.loss}, not ${expected.loss}`,
      );
      assert.ok(relativeToLargest(found.logits, expected.logits) < 1e-3);
    }
    const { constants } = derived.network().write(SIZE);
    for (const [key, { shape, data }] of stateDictOf(own.network())) {
      const constant = constants.get(key);
      assert.deepEqual(constant?.dimensions, shape, key);
      const distance = relativeToLargest(constant?.data as Float32Array, data);
      assert.ok(distance < 1e-3, `${key}: ${distance}`);
    }
    const { weight } = derived.network().classifier ?? assert.fail();
    assert.deepEqual(weight, constants.get("fc.weight")?.data);
    await own.close();
    await derived.close();
  });
}

test("a state that was saved is gone on from, also over the graph", async () => {
  const network = asGraph(openTrained("bottleneck-7x7"));
  const usual = { batchSize: 16, size: SIZE, momentum: 0.9, weightDecay: 0, threads: 1 };
  const options = { ...usual, unfoldAgain: false };
  const { rows, targets } = scatteredBatch(network);
  const whole = await Trainer.create(network, options);
  await whole.step(rows, targets, 0.01);
  const saved = new Map([...whole.state()].map(([name, { data }]) => [name, data.slice()]));
  const after = await whole.step(rows, targets, 0.01);
  const again = await Trainer.create(network, options);
  again.restore((name) => saved.get(name), [0.01]);
  assert.deepEqual(await again.step(rows, targets, 0.01), after);
  await whole.close();
  await again.close();
});

test("new weights are drawn by their layer's size, and normalisation begins as one that changes nothing", () => {
  const network = openTrained("resnet18-7x7");
  const own = stateDictOf(withNewWeights(network, SIZE, 1) as ResidualNetwork);
  const { constants } = (withNewWeights(asGraph(network), SIZE, 1) as GraphNetwork).write(SIZE);
  const before = stateDictOf(network);
  for (const [name, { data, shape }] of own) {
    const derived = constants.get(name)?.data as Float32Array;
    assert.notDeepEqual(derived, before.get(name)?.data, name);
    for (const found of [data, derived]) {
      if (shape.length === 1 && name !== "fc.bias") {
        const expected = /bn\d\.weight|downsample\.1\.weight|var$/.test(name) ? 1 : 0;
        assert.ok(
          found.every((value) => value === expected),
          name,
        );
      } else if (shape.length === 4 && found.length > 1000) {
        const [outputs, , ...taps] = shape;
        const square = found.reduce((sum, value) => sum + value * value, 0) / found.length;
        const share = (square * outputs * taps[0] * taps[1]) / 2;
        assert.ok(Math.abs(share - 1) < 0.2, `${name}: ${share}`);
      }
    }
  }
  const other = stateDictOf(withNewWeights(network, SIZE, 2) as ResidualNetwork);
  assert.notDeepEqual(other.get("fc.weight"), own.get("fc.weight"));
});

test("a graph with numbers of which it is not known how they begin is refused by name", () => {
  const file = path.join(repositoryRoot(), "test/fixtures/onnx/vision_transformer.onnx");
  const checkpoint = readCheckpoint(file);
  const network = describeNetwork(checkpoint);
  assert.throws(
    () => withNewWeights(network, SIZE, 1),
    /vision_transformer\.onnx: found .+, of which it is not known how it begins, expected --from target/,
  );
  checkpoint.close();
});
