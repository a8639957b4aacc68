import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { MLPClassifier, type MLPParameters } from "../../lib/ensemble/perceptron";
import { assertClose } from "./assertClose";
import { membershipTable } from "./membershipTable";
import { rankAuc } from "./rankAuc";
import { rows } from "./rows";

interface Case {
  readonly parameters: Partial<MLPParameters>;
  readonly loss_curve: number[];
  readonly validation_scores: number[];
  readonly probabilities: number[];
}

const fixture: { cases: Record<string, Case>; aucs: number[] } = JSON.parse(
  readFileSync(path.join("test", "fixtures", "ensemble", "perceptron.json"), "utf8"),
);
const table = scaledTable(1130, 12, 7);
const fitX = rows(table.X, 0, 830);
const fitY = table.y.slice(0, 830);
const scoreX = rows(table.X, 830, 1130);

function scaledTable(rows: number, cols: number, seed: number) {
  const { X, y } = membershipTable(rows, cols, seed);
  return { X: { ...X, data: X.data.map((value) => (value - 0.5) * 2) }, y };
}

for (const [name, expected] of Object.entries(fixture.cases)) {
  test(`losses and probabilities are scikit-learn's to 1e-9 for the same seed: ${name}`, async () => {
    const network = new MLPClassifier(expected.parameters);
    await network.fit(fitX, fitY);
    assertClose(network.lossCurve, expected.loss_curve, 1e-9);
    assertClose(network.validationScores, expected.validation_scores, 1e-12);
    assertClose(network.predictProba(scoreX), expected.probabilities, 1e-9);
    assert.equal(network.nIter, expected.loss_curve.length);
  });
}

test("AUC lies within .005 of scikit-learn's mean over five seeds", async () => {
  const { X, y } = scaledTable(3000, 18, 11);
  const aucs: number[] = [];
  for (let random_state = 0; random_state < 5; random_state++) {
    const network = new MLPClassifier({ hidden_layer_sizes: [64, 32], max_iter: 20, random_state });
    await network.fit(rows(X, 0, 2000), y.slice(0, 2000));
    aucs.push(rankAuc(y.slice(2000), network.predictProba(rows(X, 2000, 3000))));
  }
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  assert.ok(Math.abs(mean(aucs) - mean(fixture.aucs)) < 0.005, `${aucs} against ${fixture.aucs}`);
});

test("the same seed gives the same bytes, another seed others", async () => {
  const score = async (random_state: number) => {
    const network = new MLPClassifier({ hidden_layer_sizes: [6], max_iter: 4, random_state });
    await network.fit(fitX, fitY);
    return network.predictProba(scoreX);
  };
  assert.deepEqual(await score(1), await score(1));
  assert.notDeepEqual(await score(1), await score(2));
});

test("says when max_iter was reached, and only then", async () => {
  const notes = async (parameters: Partial<MLPParameters>) => {
    const network = new MLPClassifier({ hidden_layer_sizes: [4], ...parameters });
    await network.fit(fitX, fitY);
    return network.notes;
  };
  assert.match((await notes({ max_iter: 2 }))[0], /max_iter 2 reached/);
  assert.deepEqual(await notes({ tol: 1, n_iter_no_change: 1 }), []);
});

test("progress counts the passes against max_iter", async () => {
  const seen: [number, number][] = [];
  const network = new MLPClassifier({ hidden_layer_sizes: [4], max_iter: 3 });
  await network.fit(fitX, fitY, (...progress) => seen.push(progress));
  assert.deepEqual(seen, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("refuses, in one line, what it cannot learn from or score", async () => {
  const network = new MLPClassifier({ hidden_layer_sizes: [4], max_iter: 1 });
  assert.throws(() => network.predictProba(fitX), /not fitted/);
  assert.throws(() => network.lossCurve, /not fitted/);
  await assert.rejects(network.fit(fitX, new Uint8Array(830)), /only the label 0/);
  const huge = { ...fitX, data: fitX.data.map((value) => value * 1e307) };
  await assert.rejects(network.fit(huge, fitY), /weights are not finite, expected X to be scaled/);
  await network.fit(fitX, fitY);
  assert.throws(() => network.predictProba(rows({ ...fitX, cols: 6 }, 0, 3)), /X has 6 columns/);
});

test("refuses parameters that are unknown or out of range, by name", () => {
  const refused: [object, RegExp][] = [
    [{ activation: "tanh" }, /no parameter activation/],
    [{ hidden_layer_sizes: [64, 0] }, /hidden_layer_sizes is 0/],
    [{ batch_size: 0 }, /batch_size is 0/],
    [{ learning_rate_init: 0 }, /learning_rate_init is 0/],
    [{ max_iter: 1.5 }, /max_iter is 1.5/],
    [{ validation_fraction: 1 }, /validation_fraction is 1/],
    [{ beta_2: 1 }, /beta_2 is 1/],
  ];
  for (const [parameters, message] of refused) {
    assert.throws(() => new MLPClassifier(parameters), message);
  }
});
