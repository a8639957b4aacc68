import assert from "node:assert/strict";
import { test } from "node:test";
import { holm, mcnemar } from "../../lib/metrics";
import { assertNear } from "./assertNear";

/** Sums of binomial probabilities: for 10 differing rows, (10 + 1) / 1024. */
for (const [better, worse, expected] of [
  [9, 1, 11 / 1024],
  [10, 0, 1 / 1024],
  [1, 9, 1023 / 1024],
  [0, 0, 1],
  [0, 5, 1],
  [3, 3, 42 / 64],
]) {
  test(`McNemar's exact p-value of ${better} better and ${worse} worse rows`, () => {
    assertNear([mcnemar({ better, worse })], [expected], 1e-10);
  });
}

test("counts that are none are refused", () => {
  assert.throws(() => mcnemar({ better: -1, worse: 2 }), /better: found -1/);
  assert.throws(() => mcnemar({ better: 1, worse: 0.5 }), /worse: found 0.5/);
});

test("Holm multiplies the smallest by the number tried, never goes down, and keeps the order", () => {
  assertNear(holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06], 1e-12);
  assert.deepEqual(holm([0.9, 0.5]), [1, 1]);
  assert.deepEqual(holm([]), []);
});
