import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fitPublished,
  publishedModels,
  publishedPredictors,
  scaledAndCast,
} from "../../../lib/audit/published";
import { StandardScaler, trainTestSplit } from "../../../lib/ensemble";
import { publishedFeatures } from "../../../lib/features";
import { readNpy } from "../../../lib/files/outputs";
import { take, takeRows } from "../../../lib/numeric/arrays";

const frozen = (name: string) => readNpy(`test/fixtures/audit/${name}.npy`);
const { data, shape } = frozen("logits_public");
const logits = { data: data as Float32Array, rows: shape[0], classes: shape[1] };
const { columns } = publishedFeatures(logits, Int32Array.from(frozen("labels_public").data));
const membership = Uint8Array.from(frozen("membership").data);
const every = Int32Array.from(membership.keys());
const [taught, rows] = [every.filter((i) => i % 4 > 0), every.filter((i) => i % 4 === 0)];

test("columns are scaled in float64 and then float32 values", () => {
  const X = publishedPredictors(columns, membership);
  const scaled = new StandardScaler().fit(X).transform(X);
  assert.deepEqual(scaledAndCast(X).data, Float64Array.from(scaled.data, Math.fround));
  assert.notDeepEqual(scaledAndCast(X).data, scaled.data);
  const other = new StandardScaler().fit(takeRows(X, rows));
  assert.deepEqual(
    scaledAndCast(X, other).data,
    Float64Array.from(other.transform(X).data, Math.fround),
  );
});

test("models learn from cast columns, and score through the frozen scaler or one of the rows' own", async () => {
  const attack = await fitPublished({ columns, membership, taught }, { seed: 42 });
  const X = publishedPredictors(columns, membership, taught);
  const scaler = new StandardScaler().fit(takeRows(X, taught));
  const { train } = trainTestSplit(taught.length, { test_size: 0.2, random_state: 42 });
  const learnt = take(taught, train);
  const judged = takeRows(X, rows);
  const { LightGBM, MLP } = publishedModels(42, { dtype: "float32" });
  for (const [name, model] of Object.entries({ LightGBM, MLP })) {
    await model.fit(scaledAndCast(takeRows(X, learnt), scaler), take(membership, learnt));
    const [frozen, refitted] = [attack.frozen(rows), attack.refitted(rows)].map(
      (scores) => scores[name as "LightGBM" | "MLP"],
    );
    assert.deepEqual(frozen, model.predictProba(scaledAndCast(judged, scaler)));
    assert.deepEqual(refitted, model.predictProba(scaledAndCast(judged)));
    assert.notDeepEqual(refitted, frozen);
  }
});
