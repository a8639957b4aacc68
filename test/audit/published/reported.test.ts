import assert from "node:assert/strict";
import { test } from "node:test";
import { reported } from "../../../lib/audit/published";

test("the reported figures name the three models in the report's order, each within its range", () => {
  for (const part of [reported.validation, reported.server, reported.privateScores]) {
    assert.deepEqual(Object.keys(part), ["RF", "LightGBM", "MLP"]);
  }
  for (const { min, mean, max } of Object.values(reported.privateScores)) {
    assert.ok(min >= 0 && min < mean && mean < max && max <= 1);
  }
  for (const { auc, tpr } of Object.values(reported.validation)) {
    assert.ok(auc !== null && auc > 0.5 && auc < 1 && tpr !== null && tpr > 0.05 && tpr < 1);
  }
});
