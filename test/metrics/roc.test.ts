import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type OperatingPoint,
  publishedTprAtFpr,
  rocAuc,
  rocCurve,
  tprAtFpr,
} from "../../lib/metrics";
import { permutation } from "../../lib/numeric/random";
import golden from "../fixtures/metrics/roc.json";

const LEVELS = ["0.01", "0.05", "0.3"] as const;

function assertSameNumbers(actual: Float64Array, expected: (number | null)[], what: string) {
  assert.equal(actual.length, expected.length, `${what}: length`);
  expected.forEach((value, i) => {
    assert.equal(actual[i], value ?? Number.POSITIVE_INFINITY, `${what}[${i}]`);
  });
}

for (const c of golden.cases) {
  test(`scikit-learn's ROC, AUC and TPR: ${c.name}`, () => {
    for (const key of ["all", "dropped"] as const) {
      const curve = rocCurve(c.membership, c.scores, { dropIntermediate: key === "dropped" });
      for (const axis of ["fpr", "tpr", "thresholds"] as const) {
        assertSameNumbers(curve[axis], c[key][axis], `${key} ${axis}`);
      }
    }
    assert.ok(Math.abs(rocAuc(c.membership, c.scores) - c.auc) < 1e-14);
    for (const a of LEVELS) {
      assert.equal(tprAtFpr(c.membership, c.scores, Number(a)).tpr, c.tpr_at_most[a]);
      const { tpr, fpr } = publishedTprAtFpr(c.membership, c.scores, Number(a));
      assert.deepEqual({ tpr, fpr }, c.published[a]);
    }
  });

  test(`an operating point is what its own threshold flags: ${c.name}`, () => {
    for (const a of LEVELS.map(Number)) {
      const points = [tprAtFpr, publishedTprAtFpr].map((f) => f(c.membership, c.scores, a));
      for (const point of points) assert.deepEqual(point, flagged(point.threshold));
    }
    function flagged(threshold: number): OperatingPoint {
      const rate = (value: number) => {
        const rows = c.scores.filter((_, i) => c.membership[i] === value);
        return rows.filter((score) => score >= threshold).length / rows.length;
      };
      return { tpr: rate(1), fpr: rate(0), threshold };
    }
  });
}

test("ties give one vertex, at the end of their block", () => {
  const curve = rocCurve([1, 0, 1, 0], [9, 9, 5, 5]);
  assert.deepEqual([...curve.fpr], [0, 0.5, 1]);
  assert.deepEqual([...curve.tpr], [0, 0.5, 1]);
  assert.deepEqual([...curve.thresholds], [Number.POSITIVE_INFINITY, 9, 5]);
  assert.equal(rocAuc([1, 0, 1, 0], [9, 9, 5, 5]), 0.5);
});

test("a high score means member: members on top give AUC 1 and TPR 1", () => {
  const membership = [1, 1, 0, 0];
  assert.equal(rocAuc(membership, [4, 3, 2, 1]), 1);
  assert.equal(rocAuc(membership, [1, 2, 3, 4]), 0);
  assert.deepEqual(tprAtFpr(membership, [4, 3, 2, 1], 0), { tpr: 1, fpr: 0, threshold: 3 });
});

test("the order of the rows changes nothing, ties or not", () => {
  const c = golden.cases.find(({ name }) => name === "five levels, 200 rows")!;
  const order = permutation(c.scores.length, 3);
  const membership = Array.from(order, (i) => c.membership[i]);
  const scores = Array.from(order, (i) => c.scores[i]);
  assert.deepEqual(rocCurve(membership, scores), rocCurve(c.membership, c.scores));
  assert.equal(rocAuc(membership, scores), rocAuc(c.membership, c.scores));
  assert.deepEqual(tprAtFpr(membership, scores, 0.3), tprAtFpr(c.membership, c.scores, 0.3));
});

test("FPR <= a means at most: a point exactly at a counts, in floating point too", () => {
  const n = 100;
  const membership = Array.from({ length: n + 1 }, (_, i) => (i === n ? 1 : 0));
  // 29 non-members lie above the member; .29 * 100 is 28.999999999999996.
  const scores = Array.from({ length: n + 1 }, (_, i) => (i === n ? 71.5 : i + 1));
  assert.deepEqual(tprAtFpr(membership, scores, 0.29), { tpr: 1, fpr: 0.29, threshold: 71.5 });
  assert.equal(tprAtFpr(membership, scores, 0.28).tpr, 0);
});

test("the operating threshold is a score that occurs, the FPR the smallest with that TPR", () => {
  const membership = [1, 1, 0, 0, 0, 0];
  const scores = [10, 4, 6, 5, 3, 1];
  assert.deepEqual(tprAtFpr(membership, scores, 0.25), { tpr: 0.5, fpr: 0, threshold: 10 });
});

test("maxFpr is a fraction: per cent and NaN are refused", () => {
  assert.throws(() => tprAtFpr([1, 0], [1, 0], 5), /maxFpr: found 5, expected a fraction/);
  assert.throws(() => tprAtFpr([1, 0], [1, 0], Number.NaN), /maxFpr: found NaN/);
  assert.throws(() => publishedTprAtFpr([1, 0], [1, 0], 5), /minFpr: found 5/);
});

test("all scores equal is a plain statement: AUC .5, nobody flagged at a low FPR", () => {
  const membership = [1, 0, 1, 0];
  assert.equal(rocAuc(membership, [7, 7, 7, 7]), 0.5);
  assert.deepEqual(tprAtFpr(membership, [7, 7, 7, 7], 0.05), {
    tpr: 0,
    fpr: 0,
    threshold: Number.POSITIVE_INFINITY,
  });
});

test("the published rule takes the first vertex with FPR >= a, and flatters under ties", () => {
  const membership = [1, 1, 0, 0];
  const scores = [9, 9, 9, 5];
  assert.deepEqual(publishedTprAtFpr(membership, scores, 0.05), { tpr: 1, fpr: 0.5, threshold: 9 });
  assert.equal(tprAtFpr(membership, scores, 0.05).tpr, 0);
});

test("rows that no metric can use are refused with the argument's name", () => {
  for (const metric of [rocAuc, rocCurve]) {
    assert.throws(() => metric([1, 1], [1, 2]), /found 2 members and 0 non-members, expected both/);
    assert.throws(() => metric([0, 0], [1, 2]), /found 0 members and 2 non-members/);
    assert.throws(() => metric([], []), /found 0 members and 0 non-members/);
    assert.throws(() => metric([1, 0], [1]), /scores: found 1 rows, expected 2 as in membership/);
    assert.throws(
      () => metric([1, 0], [1, Number.NaN]),
      /scores: found NaN in row 1, expected a f/,
    );
    assert.throws(() => metric([1, 0], [1, Number.POSITIVE_INFINITY]), /found Infinity in row 1/);
    assert.throws(() => metric([1, 2], [1, 2]), /membership: found 2 in row 1, expected 0 or 1/);
  }
});
