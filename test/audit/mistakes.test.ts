import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arithmetic,
  type Cost,
  distinctValues,
  refittedScaler,
  shownCosts,
} from "../../lib/audit/mistakes";
import { fitPublished, publishedAttack } from "../../lib/audit/published";
import { extractFeatures, publishedFeatures } from "../../lib/features";
import { readNpy } from "../../lib/files/outputs";
import { rocAuc } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";

const frozen = (name: string) => readNpy(`test/fixtures/audit/${name}.npy`);
const { data, shape } = frozen("logits_public");
const logits = { data: data as Float32Array, rows: shape[0], classes: shape[1] };
const labels = Int32Array.from(frozen("labels_public").data);
const membership = Uint8Array.from(frozen("membership").data);
const single = publishedFeatures(logits, labels).columns;
const double = extractFeatures(logits, labels).columns;
const every = Int32Array.from(membership.keys());
const [taught, rows] = [every.filter((i) => i % 4 > 0), every.filter((i) => i % 4 === 0)];
const known = take(membership, rows);
const float32 = fitPublished({ columns: single, membership, taught }, { seed: 42 });

test("mistake b compares the published attack's own scores, scaler fitted again and frozen", async () => {
  const attack = await float32;
  const scores = { refitted: attack.refitted(rows), frozen: attack.frozen(rows) };
  const costs = refittedScaler({ ...scores, membership: known }, { seed: 42 });
  assert.deepEqual(
    costs.map(({ model, quantity }) => `${model} ${quantity}`),
    ["RF", "LightGBM", "MLP"].flatMap((model) => [`${model} AUC`, `${model} TPR@5%`]),
  );
  assert.equal(costs[0]["as published"], rocAuc(known, scores.refitted.RF));
  assert.equal(costs[0].corrected, rocAuc(known, scores.frozen.RF));
  const handedIn = await publishedAttack(
    { columns: single, membership, taught, judged: rows },
    { seed: 42 },
  );
  assert.deepEqual(scores.refitted, handedIn);
});

test("finding g counts what float32 makes equal, and compares both arithmetics on the same rows", async () => {
  const [softmax, ...statistics] = distinctValues(single, double);
  assert.deepEqual([softmax.column, softmax.values], ["prob_c", 20000]);
  const confidence = statistics.find(({ column }) => column === "true_class_prob");
  assert.equal(confidence?.["distinct in float32"], 1956);
  assert.equal(confidence?.["distinct in float64"], 2000);

  const float64 = await fitPublished(
    { columns: double, membership, taught },
    { seed: 42, dtype: "float64" },
  );
  const attacks = { float32: await float32, float64, rows, membership: known };
  const costs = arithmetic(attacks, { seed: 42 });
  const [refitted, still] = ["AUC, scaler refitted", "AUC, scaler frozen"].map((quantity) =>
    costs.find((cost) => cost.model === "LightGBM" && cost.quantity === quantity),
  );
  assert.equal(refitted?.corrected, rocAuc(known, float64.refitted(rows).LightGBM));
  assert.equal(still?.["as published"], rocAuc(known, (await float32).frozen(rows).LightGBM));
  assert.notEqual(still?.corrected, still?.["as published"]);
});

test("a cost is shown only by an interval that does not hold 0", () => {
  const line = (low: number | null, high: number | null): Cost => ({
    ...{ mistake: "b", model: "RF", quantity: "AUC", "as published": 0.6, corrected: 0.6 },
    "corrected - published": { value: 0, low, high },
  });
  const lines = [
    line(-0.1, 0.1),
    line(0.01, 0.1),
    line(-0.2, -0.1),
    line(0, 0.1),
    line(null, null),
  ];
  assert.deepEqual(shownCosts(lines), [lines[1], lines[2]]);
  assert.deepEqual(shownCosts([{ ...lines[1], "corrected - published": null }]), []);
});
