import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bootstrapTpr,
  bootstrapTprDifference,
  bounds,
  clopperPearson,
  delongAuc,
  delongDifference,
  normalCdf,
  normalQuantile,
  resampleTprs,
  rocAuc,
  rocBand,
  smallestResolvableFpr,
} from "../../lib/metrics";
import { betaQuantile, regularizedBeta } from "../../lib/metrics/beta";
import { bootstrapDraws } from "../../lib/metrics/bootstrapDraws";
import { plainDraws } from "../../lib/metrics/plainDraws";
import { Xoshiro128 } from "../../lib/numeric/random";
import golden from "../fixtures/metrics/intervals.json";
import { assertNear } from "./assertNear";

for (const c of golden.delong) {
  test(`DeLong's variance, interval and paired difference by the published formula: ${c.name}`, () => {
    [c.a, c.b].forEach((scores, i) => {
      const found = delongAuc(c.membership, scores);
      assertNear([found.value, found.standardError!], [c.auc[i], c.standard_error[i]], 1e-13);
      assertNear(bounds(found)!, c.interval[i], 1e-13);
      assertNear([found.value], [rocAuc(c.membership, scores)], 1e-15);
    });
    const paired = delongDifference(c.membership, c.a, c.b);
    const { value, standardError, pValue } = paired;
    assertNear([value, standardError!], [c.difference, c.difference_standard_error], 1e-13);
    assertNear([pValue!], [c.difference_p], 1e-12);
    const half = normalQuantile(0.975) * c.difference_standard_error;
    assertNear(bounds(paired)!, [c.difference - half, c.difference + half], 1e-13);
  });
}

for (const c of golden.bootstrap) {
  test(`every resample's TPR is scikit-learn's on the same drawn rows: ${c.name}`, () => {
    const replicates = c.tprs[0].length;
    const [tprs] = resampleTprs(c.membership, [c.scores], c.max_fprs, { replicates, seed: c.seed });
    assert.deepEqual(
      tprs.map((values) => [...values]),
      c.tprs,
    );
    const found = bootstrapTpr(c.membership, c.scores, c.max_fprs, { replicates, seed: c.seed });
    c.max_fprs.forEach((maxFpr, i) => {
      if (maxFpr < 0.1) {
        assert.equal(bounds(found[i]), null);
        return;
      }
      assertNear(bounds(found[i])!, c.interval[i], 1e-14);
      assertNear([found[i].standardError!], [c.standard_error[i]], 1e-14);
    });
  });
}

const [row] = golden.bootstrap;

test("a ROC band is the bootstrap's interval at each of its points", () => {
  const options = { seed: 3, replicates: 200 };
  const fprs = [0.5, 0.1, 0.3];
  const band = rocBand(row.membership, row.scores, fprs, options);
  bootstrapTpr(row.membership, row.scores, fprs, options).forEach((found, i) => {
    assert.deepEqual([band.fpr[i], band.tpr[i]], [fprs[i], found.value]);
    assert.deepEqual([band.low[i], band.high[i]], bounds(found));
  });
});

test("the same seed gives the same interval, another seed another", () => {
  const run = (seed: number) => bootstrapTpr(row.membership, row.scores, [0.3], { seed });
  assert.deepEqual(run(1), run(1));
  assert.notDeepEqual(run(1), run(2));
});

test("an FPR below 10 / nonMembers is said to be not resolvable and has no interval", () => {
  assert.equal(smallestResolvableFpr(10_000), 0.001);
  const [at10, at9] = bootstrapTpr(row.membership, row.scores, [0.1, 0.09], { seed: 1 });
  assert.equal(at10.note, null);
  assert.equal(bounds(at9), null);
  assert.equal(at9.note, "FPR 0.09 is not resolvable with 100 non-members: 10 / 100 = 0.1");
});

test("scores against themselves differ by nothing, and are said to order rows alike", () => {
  const twice = row.scores.map((score) => 2 * score + 1);
  const auc = delongDifference(row.membership, row.scores, twice);
  assert.equal(auc.value, 0);
  assert.equal(auc.pValue, null);
  assert.match(auc.note!, /same way/);
  const [tpr] = bootstrapTprDifference(row.membership, row.scores, twice, [0.3], { seed: 1 });
  assert.equal(tpr.value, 0);
  assert.equal(tpr.note, "every resample gave 0: no spread to measure");
});

test("the paired bootstrap is narrower than its two halves where scores are alike", () => {
  const nudged = row.scores.map((score, i) => score + 0.05 * Math.sin(i));
  const options = { seed: 5, replicates: 500 };
  const [paired] = bootstrapTprDifference(row.membership, nudged, row.scores, [0.3], options);
  const [single] = bootstrapTpr(row.membership, row.scores, [0.3], options);
  assert.ok(paired.standardError! < single.standardError!);
  const reversed = bootstrapTprDifference(row.membership, row.scores, nudged, [0.3], options)[0];
  assertNear(bounds(reversed)!, [-paired.high!, -paired.low!], 1e-14);
});

test("all scores equal: AUC .5 and TPR 0 are said to say nothing", () => {
  const equal = row.scores.map(() => 3);
  assert.deepEqual(delongAuc(row.membership, equal), {
    value: 0.5,
    low: null,
    high: null,
    standardError: null,
    note: "all scores are equal: they say nothing",
  });
  const [tpr] = bootstrapTpr(row.membership, equal, [0.3], { seed: 1 });
  assert.equal(tpr.value, 0);
  assert.equal(tpr.note, "every resample gave 0: no spread to measure");
});

test("classes that do not overlap have no interval but a note", () => {
  const found = delongAuc(row.membership, row.membership);
  assert.equal(found.value, 1);
  assert.match(found.note!, /do not overlap/);
});

test("two rows have an AUC but no variance, and are told so", () => {
  const found = delongAuc([1, 0], [2, 1]);
  assert.equal(found.value, 1);
  assert.equal(bounds(found), null);
  assert.match(found.note!, /1 members and 1 non-members: no variance from fewer than two/);
  assert.match(delongDifference([1, 0], [2, 1], [1, 2]).note!, /no variance/);
});

test("one class, NaN scores, other lengths and options out of range are refused", () => {
  assert.throws(() => delongAuc([1, 1], [1, 2]), /expected both/);
  assert.throws(() => delongAuc([1, 0], [1, 2], { level: 95 }), /level: found 95, expected a frac/);
  assert.throws(() => delongDifference([1, 0], [1, 2], [1, Number.NaN]), /found NaN in row 1/);
  const bootstrap = (options: object) =>
    bootstrapTpr([1, 0], [2, 1], [0.5], { seed: 1, ...options });
  assert.throws(() => bootstrap({ replicates: 10 }), /replicates: found 10, expected a whole/);
  assert.throws(() => bootstrap({ level: 0 }), /level: found 0/);
  assert.throws(() => bootstrap({ seed: -1 }), /seed/);
});

test("Clopper-Pearson equals scipy's exact interval", () => {
  for (const { k, n, level, interval } of golden.clopper_pearson) {
    assertNear(clopperPearson(k, n, level), interval, 1e-11);
  }
  assert.deepEqual(clopperPearson(0, 5)[0], 0);
  assert.deepEqual(clopperPearson(5, 5)[1], 1);
  assert.throws(() => clopperPearson(3, 2), /successes: found 3, expected a whole number from 0/);
  assert.throws(() => clopperPearson(0, 0), /trials: found 0/);
});

test("the normal distribution and its quantiles equal scipy's, tails in relative terms", () => {
  for (const { x, cdf } of golden.normal) assertNear([normalCdf(x) / cdf], [1], 1e-13);
  for (const { p, x } of golden.normal_quantile) assertNear([normalQuantile(p)], [x], 1e-13);
  assert.throws(() => normalQuantile(1), /p: found 1/);
});

test("the incomplete beta function equals scipy's and betaQuantile is its inverse", () => {
  for (const { x, a, b, cdf } of golden.beta) {
    assertNear([regularizedBeta(x, a, b)], [cdf], 1e-10);
    if (cdf > 1e-9 && cdf < 1 - 1e-9) assertNear([betaQuantile(cdf, a, b)], [x], 1e-11);
  }
});

test("a resample counts the rows that Xoshiro128 draws, one class after the other", () => {
  const { state } = new Xoshiro128(9);
  const drawn = (rows: number) => {
    const counts = new Uint8Array(rows);
    plainDraws(state, counts);
    return counts;
  };
  const draws = bootstrapDraws({ members: 1000, nonMembers: 37, replicates: 50, seed: 9 });
  for (let r = 0; r < 50; r++) {
    assert.deepEqual(draws.at(r), { members: drawn(1000), nonMembers: drawn(37) });
  }
});

test("resamples of as many rows are drawn once; of more than are kept, the same are drawn anew", () => {
  const few = { members: 3, nonMembers: 4, replicates: 100, seed: 7 };
  const draws = bootstrapDraws(few);
  const counts = [0, 1, 2].map((r) => [...draws.at(r).members, ...draws.at(r).nonMembers]);
  assert.equal(bootstrapDraws({ ...few }), draws);
  assert.deepEqual([...draws.at(0).members, ...draws.at(0).nonMembers], counts[0]);
  const many = bootstrapDraws({ ...few, replicates: 1e7 });
  assert.ok(many.bytes > 64e6);
  for (const own of counts.keys()) {
    const { members, nonMembers } = many.at(own);
    assert.deepEqual([...members, ...nonMembers], counts[own]);
  }
  assert.notEqual(bootstrapDraws({ ...few, seed: 8 }), draws);
});
