import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { publishedModels, publishedPredictors, scaledAndCast } from "../../../lib/audit/published";
import { type Classifier, IsotonicCalibration, trainTestSplit } from "../../../lib/ensemble";
import { publishedFeatures } from "../../../lib/features";
import { readNpy } from "../../../lib/files/outputs";
import { publishedLira } from "../../../lib/lira";
import { byMembership, publishedTprAtFpr, rocAuc, scoreStatistics } from "../../../lib/metrics";
import { fromColumns, take, takeRows } from "../../../lib/numeric/arrays";
import golden from "../../fixtures/audit/published_float32.json";

const frozen = (name: string) => readNpy(path.join("test/fixtures/audit", `${name}.npy`));

function features(part: string) {
  const { data, shape } = frozen(`logits_${part}`);
  const logits = { data: data as Float32Array, rows: shape[0], classes: shape[1] };
  return publishedFeatures(logits, Int32Array.from(frozen(`labels_${part}`).data)).columns;
}

const y = Uint8Array.from(frozen("membership").data);
const [columns, unknown] = [features("public"), features("private")];
const gaussians = publishedLira.fit(byMembership(columns.true_class_prob, y));
const score = publishedLira.score(gaussians, unknown.true_class_prob);
const X = scaledAndCast(publishedPredictors(columns, y));
const Xprivate = scaledAndCast(fromColumns([...Object.values(unknown), score]));
const rows = trainTestSplit(y.length, { test_size: 0.2, random_state: 42 });

/** What the published notebook prints of a model, and its private scores. */
async function printed(model: Classifier) {
  await model.fit(takeRows(X, rows.train), take(y, rows.train));
  const raw = model.predictProba(takeRows(X, rows.test));
  const known = take(y, rows.test);
  const calibrated = new IsotonicCalibration().fit(raw, known).transform(raw);
  const scores = model.predictProba(Xprivate);
  return {
    validation: {
      auc: rocAuc(known, calibrated),
      tpr: publishedTprAtFpr(known, calibrated, 0.05).tpr,
    },
    private: scoreStatistics(scores),
    scores,
  };
}

const figures = ["min", "max", "mean", "std"] as const;

test("RF on data/, from the logits on: what Python's float32 run prints, to four decimals", async () => {
  const { RF } = publishedModels(42, { dtype: "float32" });
  const found = await printed(RF);
  const four = (value: number) => value.toFixed(4);
  assert.equal(four(found.validation.auc), four(golden.RF.validation.auc));
  assert.equal(four(found.validation.tpr), four(golden.RF.validation.tpr));
  for (const name of figures)
    assert.equal(four(found.private[name]), four(golden.RF.private[name]));
  assert.deepEqual([...found.scores].map(four), golden.RF.scores.map(four));
});

test("MLP on data/: what is printed lies in the spread of scikit-learn's own over five seeds", async () => {
  const { MLP } = publishedModels(42, { dtype: "float32" });
  const found = await printed(MLP);
  const seeds = Object.values(golden.MLP);
  const own = golden.MLP["42"];
  const within = (value: number, expected: number, all: number[], what: string) => {
    const spread = Math.max(...all) - Math.min(...all);
    assert.ok(
      Math.abs(value - expected) <= spread,
      `${what}: ${value}, scikit-learn's ${expected}, spread ${spread}`,
    );
  };
  for (const name of ["auc", "tpr"] as const) {
    const all = seeds.map(({ validation }) => validation[name]);
    within(found.validation[name], own.validation[name], all, name);
  }
  for (const name of figures) {
    const all = seeds.map((seed) => seed.private[name]);
    within(found.private[name], own.private[name], all, name);
  }
});
