import assert from "node:assert/strict";
import { test } from "node:test";
import { breakTies } from "../../lib/ensemble";

test("equal calibrated scores are ordered by the raw score, others keep their order", () => {
  const scores = breakTies([0.5, 0.5, 0.501], [0.9, 0.2, 0]);
  assert.ok(scores[1] < scores[0] && scores[0] < scores[2]);
});

test("the result stays in [0, 1] and about 1e-6 from the calibrated score", () => {
  const calibrated = [0, 1, 0.3];
  breakTies(calibrated, [1, 0, 0.5]).forEach((score, i) => {
    assert.ok(score >= 0 && score <= 1);
    assert.ok(Math.abs(score - calibrated[i]) < 1.001e-6);
  });
});

test("lengths that differ are refused", () => {
  assert.throws(() => breakTies([0.5], [0.1, 0.2]), /raw has 2 scores, expected one for each of 1/);
});
