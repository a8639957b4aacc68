import assert from "node:assert/strict";
import { test } from "node:test";
import { MLPClassifier, type MLPParameters, toFloat32 } from "../../lib/ensemble";
import { squashInFloat32 } from "../../lib/ensemble/network";
import golden from "../fixtures/ensemble/perceptron_float32.json";
import { assertClose } from "./assertClose";
import { membershipTable } from "./membershipTable";
import { rankAuc } from "./rankAuc";
import { rows } from "./rows";

const table = castTable(1130, 12, 7);
const [fitX, scoreX] = [rows(table.X, 0, 830), rows(table.X, 830, 1130)];
const fitY = table.y.slice(0, 830);

function castTable(rows: number, cols: number, seed: number) {
  const { X, y } = membershipTable(rows, cols, seed);
  return { X: toFloat32({ ...X, data: X.data.map((value) => (value - 0.5) * 2) }), y };
}

async function fitted(parameters: object): Promise<MLPClassifier> {
  const network = new MLPClassifier({ ...parameters, dtype: "float32" });
  await network.fit(fitX, fitY);
  return network;
}

for (const [name, expected] of Object.entries(golden.cases)) {
  test(`losses, passes and probabilities are scikit-learn's on float32 rows to 1e-6: ${name}`, async () => {
    const network = await fitted(expected.parameters);
    assertClose(network.lossCurve, expected.loss_curve, 1e-6);
    assertClose(network.validationScores, expected.validation_scores, 1e-12);
    assertClose(network.predictProba(scoreX), expected.probabilities, 1e-6);
  });
}

test("with five seeds it stops after scikit-learn's pass, and AUC lies in the spread of its own", async () => {
  const { X, y } = castTable(3000, 18, 11);
  const aucs = golden.seeds.map(({ auc }) => auc);
  const spread = Math.max(...aucs) - Math.min(...aucs);
  for (const [random_state, expected] of golden.seeds.entries()) {
    const p: Partial<MLPParameters> = {
      hidden_layer_sizes: [64, 32],
      tol: 0.004,
      dtype: "float32",
    };
    const network = new MLPClassifier({ ...p, n_iter_no_change: 3, random_state });
    await network.fit(rows(X, 0, 2000), y.slice(0, 2000));
    const auc = rankAuc(y.slice(2000), network.predictProba(rows(X, 2000, 3000)));
    assert.equal(network.nIter, expected.n_iter);
    assert.ok(Math.abs((network.lossCurve.at(-1) ?? 0) - expected.loss) < 1e-6);
    assert.ok(Math.abs(auc - expected.auc) < spread / 2, `${auc}, scikit-learn's ${expected.auc}`);
  }
});

test("the logistic function is scipy's in float32 to its last place, its ties at 1 included", () => {
  const { sums, probabilities } = golden.logistic;
  sums.forEach((sum, i) => {
    const found = Float32Array.of(sum);
    squashInFloat32(found, Float32Array.of(0), 1);
    const place = 2 ** (Math.floor(Math.log2(probabilities[i] || 2 ** -126)) - 23);
    assert.ok(Math.abs(found[0] - probabilities[i]) <= place, `${sum}: ${found[0]}`);
    assert.equal(found[0] === 1, probabilities[i] === 1, `${sum}: ${found[0]}`);
  });
});

test("scores are float32 numbers, and rows are looked at in float32 whether cast before or not", async () => {
  const network = await fitted({ hidden_layer_sizes: [9], max_iter: 3, random_state: 1 });
  const scores = network.predictProba(scoreX);
  assert.deepEqual(scores, scores.map(Math.fround));
  const nudged = { ...scoreX, data: scoreX.data.map((value) => value * (1 + 2 ** -40)) };
  assert.deepEqual(network.predictProba(nudged), scores);
});

test("a type that it does not know is refused by name", () => {
  const wrong = { dtype: "float16" } as object;
  assert.throws(() => new MLPClassifier(wrong), /dtype is float16, expected float32 or float64/);
});
