import assert from "node:assert/strict";
import { test } from "node:test";
import { IsotonicCalibration, SigmoidCalibration } from "../../lib/ensemble";
import { MT19937 } from "../../lib/numeric/random";
import golden from "../fixtures/ensemble/calibration.json";

type Case = (typeof golden.cases)[number];

function goldenRows({ seed, rows, scale, offset, grid }: Case) {
  const rng = new MT19937(seed);
  const u = Float64Array.from({ length: rows }, () => rng.double());
  const y = Uint8Array.from(u, (value) => (rng.double() < value ? 1 : 0));
  const spread = u.map((value) => value * scale + offset);
  const scores = grid === null ? spread : spread.map((value) => Math.floor(value * grid) / grid);
  return { scores, y };
}

/** Asserts that the arrays agree, and returns the largest difference in words. */
function assertClose(found: ArrayLike<number>, expected: number[], tolerance: number): string {
  assert.equal(found.length, expected.length);
  const differences = expected.map((value, i) => Math.abs(found[i] - value));
  const largest = Math.max(...differences);
  assert.ok(largest <= tolerance, `entry ${differences.indexOf(largest)} is off by ${largest}`);
  return `largest difference of ${expected.length} entries: ${largest}`;
}

for (const golden_ of golden.cases) {
  test(`isotonic calibration of ${golden_.name} is scikit-learn's, to 1e-12`, (t) => {
    const { scores, y } = goldenRows(golden_);
    const calibration = new IsotonicCalibration().fit(scores, y);
    assert.deepEqual([...calibration.X_thresholds_], golden_.X_thresholds_);
    assertClose(calibration.y_thresholds_, golden_.y_thresholds_, 1e-15);
    t.diagnostic(assertClose(calibration.transform(golden_.queries), golden_.isotonic, 1e-12));
  });

  // On scores that hardly differ, L-BFGS stops where it starts; the loss below tells who is right.
  if (golden_.scale > 1e-6) {
    test(`sigmoid calibration of ${golden_.name} is scikit-learn's, to 1e-6`, (t) => {
      const { scores, y } = goldenRows(golden_);
      const calibration = new SigmoidCalibration().fit(scores, y);
      t.diagnostic(assertClose(calibration.transform(golden_.queries), golden_.sigmoid, 1e-6));
    });
  }

  test(`sigmoid calibration of ${golden_.name} has no more loss than scikit-learn's`, () => {
    const { scores, y } = goldenRows(golden_);
    const { a_, b_ } = new SigmoidCalibration().fit(scores, y);
    const theirs = plattLoss(scores, y, golden_.a_, golden_.b_);
    assert.ok(plattLoss(scores, y, a_, b_) <= theirs * (1 + 1e-14));
  });
}

/** Platt's targets: labels drawn in from 0 and 1. */
function plattTargets(y: Uint8Array): Float64Array {
  const members = y.reduce((sum, label) => sum + label, 0);
  return Float64Array.from(y, (label) =>
    label ? (members + 1) / (members + 2) : 1 / (y.length - members + 2),
  );
}

function plattLoss(scores: Float64Array, y: Uint8Array, a: number, b: number): number {
  return plattTargets(y).reduce((loss, target, i) => {
    const p = 1 / (1 + Math.exp(a * scores[i] + b));
    return loss - target * Math.log(p) - (1 - target) * Math.log(1 - p);
  }, 0);
}

test("sigmoid calibration ends where its loss is flat", () => {
  const { scores, y } = goldenRows(golden.cases[0]);
  const p = new SigmoidCalibration().fit(scores, y).transform(scores);
  const targets = plattTargets(y);
  const residuals = targets.map((target, i) => target - p[i]);
  const sum = residuals.reduce((total, residual) => total + residual, 0);
  const moment = residuals.reduce((total, residual, i) => total + residual * scores[i], 0);
  assert.ok(Math.abs(sum) < 1e-8 && Math.abs(moment) < 1e-8, `gradient ${sum}, ${moment}`);
});

test("isotonic calibration of perfectly ordered and of reversed scores", () => {
  const fit = (y: number[]) =>
    new IsotonicCalibration().fit([1, 2, 3, 4], y).transform([0, 2.5, 9]);
  assert.deepEqual([...fit([0, 0, 1, 1])], [0, 0.5, 1]);
  assert.deepEqual([...fit([1, 1, 0, 0])], [0.5, 0.5, 0.5]);
});

test("no calibration turns the order round: scores that mislead get one value, the share of members", () => {
  const scores = Float64Array.from({ length: 40 }, (_, i) => i / 40);
  const y = Uint8Array.from(scores, (_, i) => (i < 12 ? 1 : 0));
  for (const Calibration of [IsotonicCalibration, SigmoidCalibration]) {
    const [first, ...others] = new Calibration().fit(scores, y).transform(scores);
    assert.deepEqual(new Set(others), new Set([first]), Calibration.name);
    assert.ok(Math.abs(first - 12 / 40) < 0.02, `${Calibration.name}: ${first}`);
  }
  const { a_, b_ } = new SigmoidCalibration().fit(scores, y);
  const flat = plattLoss(scores, y, a_, b_);
  for (const b of [b_ - 0.01, b_ + 0.01]) assert.ok(plattLoss(scores, y, 0, b) > flat);
  assert.ok(plattLoss(scores, y, -0.01, b_) > flat);
});

test("calibration of scores that are all equal is a constant", () => {
  const scores = [0.3, 0.3, 0.3, 0.3];
  assert.deepEqual([...new IsotonicCalibration().fit(scores, [0, 1, 1, 1]).transform([5])], [0.75]);
  const [p] = new SigmoidCalibration().fit(scores, [0, 1, 1, 1]).transform([0.3]);
  assert.ok(Math.abs(p - (3 * 0.8 + 1 / 3) / 4) < 1e-12, String(p));
});

for (const Calibration of [IsotonicCalibration, SigmoidCalibration]) {
  test(`${Calibration.name} refuses what it cannot fit, on one line`, () => {
    const fit = (scores: number[], y: number[]) => () => new Calibration().fit(scores, y);
    assert.throws(fit([1, 2], [0, 0]), /^RangeError: y holds only the label 0, expected both/);
    assert.throws(fit([], []), /y holds no labels, expected both 0 and 1/);
    assert.throws(fit([1, 2], [0, 2]), /y\[1\] is 2, expected 0 or 1/);
    assert.throws(fit([1], [0, 1]), /y has 2 labels, expected one for each of 1 scores/);
    assert.throws(fit([1, Number.POSITIVE_INFINITY], [0, 1]), /scores\[1\] is Infinity/);
    assert.throws(() => new Calibration().transform([1]), /not fitted/);
    const fitted = new Calibration().fit([1, 2], [0, 1]);
    assert.throws(() => fitted.transform([Number.NaN]), /scores\[0\] is NaN/);
  });
}
