import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreStatistics } from "../../lib/metrics";

test("the standard deviation divides by n", () => {
  assert.deepEqual(scoreStatistics([2, 4, 4, 4, 5, 5, 7, 9]), { min: 2, max: 9, mean: 5, std: 2 });
});

test("no score, or one that is not finite, is refused", () => {
  assert.throws(() => scoreStatistics([]), /found none/);
  assert.throws(() => scoreStatistics([0.5, Number.NaN]), /scores\[1\]: found NaN/);
});
