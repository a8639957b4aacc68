import assert from "node:assert/strict";
import { test } from "node:test";
import { advantage, lift, precisionAtPrior, precisionAtTop } from "../../lib/metrics";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test("advantage is TPR less the limit and lift TPR by the limit", () => {
  near(advantage(0.145, 0.05), 0.095);
  near(lift(0.145, 0.05), 2.9);
  assert.throws(() => lift(0.1, 0), /maxFpr: found 0, expected a rate above 0/);
});

test("precisionAtTop is the share of members among the k highest", () => {
  const membership = [1, 1, 0, 0];
  const scores = [4, 2, 3, 1];
  const expected = [1, 1 / 2, 2 / 3, 1 / 2];
  expected.forEach((value, i) => {
    near(precisionAtTop(membership, scores, i + 1), value);
  });
});

test("precisionAtTop shares the places at the edge among the tied rows", () => {
  // One member for sure, then one of three tied rows, of which one is a member.
  near(precisionAtTop([1, 1, 0, 0, 0], [9, 5, 5, 5, 1], 2), (1 + 1 / 3) / 2);
  near(precisionAtTop([0, 0, 1, 1, 0], [5, 5, 9, 5, 1], 2), (1 + 1 / 3) / 2);
});

test("precisionAtTop refuses a k that is no number of rows", () => {
  assert.throws(
    () => precisionAtTop([1, 0], [1, 2], 0),
    /k: found 0, expected a whole number from/,
  );
  assert.throws(() => precisionAtTop([1, 0], [1, 2], 3), /k: found 3/);
  assert.throws(() => precisionAtTop([1, 0], [1, 2], 1.5), /k: found 1.5/);
});

test("precisionAtPrior is Bayes' rule, and null where nobody is flagged", () => {
  near(precisionAtPrior(0.145, 0.05, 0.01)!, 0.00145 / (0.00145 + 0.0495));
  near(precisionAtPrior(0.3, 0.3, 0.1)!, 0.1);
  assert.equal(precisionAtPrior(0, 0, 0.5), null);
  assert.throws(() => precisionAtPrior(0.1, 0.1, 1), /prior: found 1, expected a share/);
});
