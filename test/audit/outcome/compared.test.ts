import assert from "node:assert/strict";
import { test } from "node:test";
import { compared, pairedGain, standingLine } from "../../../lib/audit/outcome";
import { bootstrapTpr, delongAuc } from "../../../lib/metrics";
import { MT19937 } from "../../../lib/numeric/random";

const rng = new MT19937(1);
const membership = Uint8Array.from({ length: 400 }, (_, i) => i % 2);
const scores = Float64Array.from(membership, (member) => member + 2 * rng.double());
const rival = Float64Array.from(membership, () => rng.double());

test("a line holds AUC and TPR at two limits, and the paired gain beside a rival alone", () => {
  const options = { seed: 4 };
  const alone = compared(membership, scores, null, options);
  assert.deepEqual(Object.keys(alone), ["n", "AUC", "TPR@5%", "TPR@1%"]);
  assert.deepEqual(alone.AUC, delongAuc(membership, scores));
  assert.deepEqual(alone["TPR@1%"], bootstrapTpr(membership, scores, [0.01], options)[0]);
  assert.deepEqual(alone["TPR@5%"], bootstrapTpr(membership, scores, [0.05], options)[0]);
  const gain = pairedGain(membership, scores, rival, options);
  assert.deepEqual(compared(membership, scores, rival, options), { ...alone, ...gain });
});

test("a standing shows how far a candidate is behind, never as minus nothing", () => {
  const behind = { auc: -0.00001, aucStandardError: 0.002, tpr: 0.01234, tprStandardError: 0 };
  const line = standingLine({
    name: "vote",
    complexity: 2,
    auc: 0.6,
    tpr: 0.1,
    behind,
    asGood: true,
  });
  assert.equal(line["AUC behind the best"], "0.0000 ± 0.0020");
  assert.equal(line["TPR behind the best"], "0.0123 ± 0.0000");
  assert.equal(line["as good"], "yes");
});
