import assert from "node:assert/strict";
import { test } from "node:test";
import { DropoutMLPClassifier, type DropoutMLPParameters } from "../../lib/ensemble";
import { dropoutMasks } from "../../lib/ensemble/dropout/drawMask";
import { dropoutParameters } from "../../lib/ensemble/dropout/parameters";
import { Trainer } from "../../lib/ensemble/dropout/trainer";
import { type Floats, probabilities, squash, wasmKernel } from "../../lib/ensemble/network";
import { MT19937 } from "../../lib/numeric/random";
import golden from "../fixtures/ensemble/dropout.json";
import { membershipTable } from "./membershipTable";
import { rankAuc } from "./rankAuc";

function scaledTable(rows: number, cols: number, seed: number) {
  const { X, y } = membershipTable(rows, cols, seed);
  return { X: { ...X, data: X.data.map((value) => (value - 0.5) * 2) }, y };
}

/** The weights and biases of dropout.py. */
function goldenLayers() {
  const rng = new MT19937(3);
  return golden.sizes.slice(1).map((outputs, l) => {
    const inputs = golden.sizes[l];
    const weights = Float32Array.from({ length: inputs * outputs }, () => 2 * rng.double() - 1);
    return {
      inputs,
      outputs,
      weights,
      biases: Float32Array.from({ length: outputs }, () => rng.double()),
    };
  });
}

for (const [name, expected] of Object.entries(golden.cases)) {
  test(`the same weights, masks and steps give torch's probabilities to 2e-6: ${name}`, () => {
    const { X, y } = scaledTable(300, golden.sizes[0], 1);
    const p = dropoutParameters({
      ...expected.parameters,
      hidden_layer_sizes: golden.sizes.slice(1, -1),
      batch_size: golden.batch,
    });
    const rng = new MT19937(4);
    const drawMask = (mask: Floats) => {
      for (let i = 0; i < mask.length; i++) {
        mask[i] = rng.double() >= p.dropout ? 1 / (1 - p.dropout) : 0;
      }
    };
    const trainer = new Trainer(goldenLayers(), { X, y }, p, () => drawMask, wasmKernel);
    const order = Int32Array.from({ length: X.rows }, (_, i) => i);
    for (let pass = 0; pass < golden.passes; pass++) trainer.pass(order);
    const found = probabilities(trainer.layers, X, wasmKernel, squash);
    expected.probabilities.forEach((value, i) => {
      assert.ok(Math.abs(found[i] - value) < 2e-6, `row ${i}: ${found[i]}, expected ${value}`);
    });
  });
}

test("dropout leaves out its share and keeps the mean", () => {
  const kernel = wasmKernel("float32", [20000, 4]);
  const mask = kernel.allocate(20000);
  dropoutMasks(0.25, 1)(kernel)(mask);
  const mean = [...mask].reduce((sum, value) => sum + value) / mask.length;
  assert.deepEqual([...new Set(mask)].sort(), [0, Math.fround(4 / 3)]);
  assert.ok(Math.abs(mean - 1) < 0.02, String(mean));
});

const probabilitiesOf = async (parameters: Partial<DropoutMLPParameters>) => {
  const { X, y } = scaledTable(300, 7, 2);
  const network = new DropoutMLPClassifier({ epochs: 3, ...parameters });
  await network.fit(X, y);
  return network.predictProba(X);
};

test("the same seed gives the same bytes, another seed or another dropout others", async () => {
  const first = await probabilitiesOf({ random_state: 1 });
  assert.deepEqual(await probabilitiesOf({ random_state: 1 }), first);
  assert.notDeepEqual(await probabilitiesOf({ random_state: 2 }), first);
  assert.notDeepEqual(await probabilitiesOf({ random_state: 1, dropout: 0 }), first);
});

test("dropout and weight decay keep a large network from learning few rows by heart", async () => {
  const { X, y: truth } = scaledTable(3000, 54, 11);
  const rng = new MT19937(3);
  const y = truth.map((label) => (rng.double() < 0.3 ? 1 - label : label));
  const fit = { ...X, rows: 400, data: X.data.slice(0, 400 * 54) };
  const unseen = { ...X, rows: 2600, data: X.data.slice(400 * 54) };
  const auc = async (parameters: Partial<DropoutMLPParameters>) => {
    const network = new DropoutMLPClassifier({ epochs: 60, lr: 0.003, ...parameters });
    await network.fit(fit, y.slice(0, 400));
    return rankAuc(y.slice(400), network.predictProba(unseen));
  };
  const [careful, plain] = [
    await auc({ dropout: 0.5, weight_decay: 0.3 }),
    await auc({ dropout: 0, weight_decay: 0 }),
  ];
  assert.ok(careful > plain + 0.03, `${careful} with, ${plain} without`);
});

test("early stopping keeps the weights of the lowest loss on rows set aside", async () => {
  const { X, y } = scaledTable(500, 12, 5);
  const network = new DropoutMLPClassifier({
    ...{ early_stopping: true, patience: 3, epochs: 200, lr: 0.01, dropout: 0 },
  });
  await network.fit(X, y);
  const losses = network.validationLosses;
  assert.ok(losses.length < 200);
  assert.equal(losses.indexOf(Math.min(...losses)), losses.length - 4);
});

test("refuses, in one line, what it cannot learn from, score or take as a parameter", async () => {
  const { X, y } = scaledTable(60, 3, 1);
  const network = new DropoutMLPClassifier({ epochs: 1 });
  assert.throws(() => network.predictProba(X), /not fitted/);
  const huge = { ...X, data: X.data.map((value) => value * 1e200) };
  await assert.rejects(network.fit(huge, y), /weights are not finite, expected X to be scaled/);
  assert.throws(() => new DropoutMLPClassifier({ dropout: 1 }), /dropout is 1/);
  assert.throws(() => new DropoutMLPClassifier({ betas: [0.9, 1] }), /betas is 1/);
  assert.throws(() => new DropoutMLPClassifier({ alpha: 1 } as object), /no parameter alpha/);
});
