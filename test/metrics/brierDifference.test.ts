import assert from "node:assert/strict";
import { test } from "node:test";
import { brierDifference } from "../../lib/metrics";
import { assertNear } from "./assertNear";

test("the interval of a Brier difference is the normal one of its mean, as scipy 1.17's sem gives", () => {
  const { value, low, high, standardError } = brierDifference(
    [1, 0, 1, 0],
    [0.8, 0.2, 0.6, 0.4],
    [0.7, 0.4, 0.9, 0.1],
  );
  const expected = [0.0325, 0.06932712311931023, -0.10337866446562219, 0.1683786644656222];
  assertNear([value, standardError!, low!, high!], expected, 1e-12);
});

test("equal probabilities have no difference and no interval, and the note says why", () => {
  const same = brierDifference([1, 0], [0.7, 0.2], [0.7, 0.2]);
  assert.equal(same.value, 0);
  assert.equal(same.low, null);
  assert.match(same.note ?? "", /no spread/);
});
