import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseCalibration } from "../../../lib/audit/corrected";
import { IsotonicCalibration, StratifiedKFold } from "../../../lib/ensemble";
import { brierScore } from "../../../lib/metrics";
import { take } from "../../../lib/numeric/arrays";
import { MT19937 } from "../../../lib/numeric/random";

const ROWS = 600;

/** Scores and membership drawn with the probability that is given for the score. */
function drawn(probability: (score: number) => number) {
  const rng = new MT19937(3);
  const raw = Float64Array.from({ length: ROWS }, () => rng.double());
  return { raw, membership: Uint8Array.from(raw, (s) => (rng.double() < probability(s) ? 1 : 0)) };
}

test("honest scores are left as they are, distorted ones are mapped", () => {
  const honest = drawn((score) => score);
  assert.equal(chooseCalibration(honest.raw, honest.membership, { seed: 1 }).chosen, "none");
  const steps = drawn((score) => (score < 0.5 ? 0.02 : score < 0.75 ? 0.95 : 0.2));
  const mild = drawn((score) => 0.3 + 0.2 * score);
  assert.notEqual(chooseCalibration(steps.raw, steps.membership, { seed: 1 }).chosen, "none");
  assert.equal(chooseCalibration(mild.raw, mild.membership, { seed: 1 }).chosen, "sigmoid");
});

test("each is judged on the half that did not fit it", () => {
  const { raw, membership } = drawn((score) => score ** 2);
  const halves = new StratifiedKFold({ n_splits: 2, shuffle: true, random_state: 7 });
  const scores = halves.split(membership).map(({ train, test: judge }) => {
    const map = new IsotonicCalibration().fit(take(raw, train), take(membership, train));
    return brierScore(take(membership, judge), map.transform(take(raw, judge)));
  });
  const { tried } = chooseCalibration(raw, membership, { seed: 7 });
  assert.deepEqual(
    tried.map(({ calibration }) => calibration),
    ["none", "isotonic", "sigmoid"],
  );
  assert.ok(Math.abs(tried[1]["Brier score"] - (scores[0] + scores[1]) / 2) < 1e-12);
});

test("the kept one is fitted on all rows, and equal probabilities keep the order of raw scores", () => {
  const { raw, membership } = drawn((score) => (score < 0.5 ? 0.05 : 0.9));
  const choice = chooseCalibration(raw, membership, { seed: 1 });
  assert.equal(choice.chosen, "isotonic");
  const map = new IsotonicCalibration().fit(raw, membership);
  const calibrated = choice.calibrate(raw);
  map.transform(raw).forEach((p, i) => {
    assert.ok(Math.abs(calibrated[i] - p) <= 1e-6);
  });
  assert.equal(new Set(calibrated).size, ROWS);
});
