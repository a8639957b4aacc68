import assert from "node:assert/strict";
import { test } from "node:test";
import {
  adjustedPValues,
  brierScore,
  conformalPValues,
  flagMembers,
  logLoss,
  midranks,
  rankCorrelations,
  realisedFalseDiscoveryRate,
  reliabilityBins,
  spearman,
} from "../../lib/metrics";
import { permutation } from "../../lib/numeric/random";
import golden from "../fixtures/metrics/records.json";
import { assertNear } from "./assertNear";

const { membership, probabilities, sure, ...calibration } = golden.calibration;

test("Brier score and log loss equal scikit-learn's, probabilities of 0 and 1 included", () => {
  assertNear([brierScore(membership, probabilities)], [calibration.brier], 1e-14);
  assertNear([logLoss(membership, probabilities)], [calibration.log_loss], 1e-14);
  assert.ok(
    sure.some((p, i) => p === 1 - membership[i]),
    "a sure and wrong row is among them",
  );
  assertNear([logLoss(membership, sure)], [calibration.log_loss_sure], 1e-12);
});

test("reliability in equal-mass bins equals scikit-learn's quantile bins", () => {
  const { bins } = reliabilityBins(membership, probabilities);
  assert.deepEqual(
    bins.map(({ rows }) => rows),
    Array(10).fill(12),
  );
  assertNear(
    bins.map((bin) => bin.memberShare),
    calibration.bins.member_share,
    1e-14,
  );
  assertNear(
    bins.map((bin) => bin.meanProbability),
    calibration.bins.mean_probability,
    1e-14,
  );
});

test("reliability keeps equal probabilities together, whatever the order of the rows", () => {
  const plateaus = probabilities.map((p) => Math.round(p * 4) / 4);
  const straight = reliabilityBins(membership, plateaus, 4);
  const order = [...permutation(plateaus.length, 1)];
  const shuffled = reliabilityBins(
    order.map((i) => membership[i]),
    order.map((i) => plateaus[i]),
    4,
  );
  assert.deepEqual(shuffled, straight);
  assert.equal(
    straight.bins.reduce((sum, { rows }) => sum + rows, 0),
    plateaus.length,
  );
  assert.equal(
    reliabilityBins(
      membership,
      membership.map(() => 0.5),
    ).bins.length,
    1,
  );
});

test("a block of equal probabilities goes to the bin of its middle", () => {
  const blocks = [0.1, 0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9];
  const { bins } = reliabilityBins([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], blocks, 2);
  assert.deepEqual(
    bins.map(({ rows }) => rows),
    [4, 6],
  );
});

test("the expected calibration error is 0 for a calibrated score and the gap for another", () => {
  assert.equal(reliabilityBins([1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5]).expectedCalibrationError, 0);
  assertNear([reliabilityBins([1, 0], [0.9, 0.9]).expectedCalibrationError], [0.4], 1e-15);
});

test("measures of calibration refuse what is no probability", () => {
  for (const measure of [brierScore, logLoss, reliabilityBins]) {
    assert.throws(
      () => measure([1, 0], [0.5, 1.5]),
      /probabilities: found 1.5 in row 1, expected a number from 0 to 1/,
    );
  }
  assert.throws(() => reliabilityBins([1, 0], [0.5, 0.5], 0), /bins: found 0/);
});

test("conformal p-values count non-members scoring at least as high, plus one", () => {
  const { non_members, judged, p } = golden.conformal;
  assertNear(conformalPValues(non_members, judged), p, 1e-15);
  assert.throws(() => conformalPValues([], [1]), /nonMemberScores: found no rows/);
  assert.throws(() => conformalPValues([1], [Number.NaN]), /scores: found NaN in row 0/);
});

test("adjusted p-values equal scipy's Benjamini-Hochberg", () => {
  const { p, adjusted } = golden.benjamini_hochberg;
  assertNear(adjustedPValues(p), adjusted, 1e-15);
  assert.throws(() => adjustedPValues([0.5, Number.NaN]), /pValues: found NaN in row 1/);
});

test("flagMembers flags the rows whose adjusted p-value is at most the rate, or nobody", () => {
  assert.deepEqual([...flagMembers([0.01, 0.2, 0.03], 0.05)], [1, 0, 1]);
  assert.deepEqual([...flagMembers([0.05, 0.05], 0.05)], [1, 1]);
  assert.deepEqual([...flagMembers([0.2, 0.2], 0.05)], [0, 0]);
  assert.throws(() => flagMembers([0.1], 5), /rate: found 5/);
});

test("the realised false discovery rate is null where nobody is flagged", () => {
  assert.equal(realisedFalseDiscoveryRate([1, 0, 1], Uint8Array.of(1, 1, 0)), 0.5);
  assert.equal(realisedFalseDiscoveryRate([1, 0], Uint8Array.of(0, 0)), null);
  assert.throws(
    () => realisedFalseDiscoveryRate([1, 0], Uint8Array.of(1)),
    /flagged: found 1 rows/,
  );
});

test("midranks and Spearman equal scipy's, ties or not", () => {
  for (const { a, b, ranks_a, rho } of golden.spearman) {
    assert.deepEqual([...midranks(a)], ranks_a);
    assertNear([spearman(a, b)!], [rho], 1e-14);
  }
});

test("rank correlation does not depend on the order of the rows under ties", () => {
  const { a, b } = golden.spearman[1];
  const order = [...permutation(a.length, 4)];
  const shuffled = spearman(
    order.map((i) => a[i]),
    order.map((i) => b[i]),
  );
  assertNear([shuffled!], [spearman(a, b)!], 1e-14);
});

test("rankCorrelations is a symmetric table, null where a column has no order", () => {
  const table = rankCorrelations([
    [1, 2, 3],
    [3, 2, 1],
    [5, 5, 5],
  ]);
  assert.deepEqual(table, [
    [1, -1, null],
    [-1, 1, null],
    [null, null, null],
  ]);
  assert.throws(() => rankCorrelations([[1, 2], [1]]), /column 1: found 1 rows, expected 2/);
});
