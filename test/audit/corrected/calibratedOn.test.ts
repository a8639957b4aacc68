import assert from "node:assert/strict";
import { test } from "node:test";
import {
  calibratedOn,
  calibrateOn,
  keptByIsotonic,
  scoreStages,
} from "../../../lib/audit/corrected";
import { brierScore } from "../../../lib/metrics";
import { take } from "../../../lib/numeric/arrays";
import { MT19937 } from "../../../lib/numeric/random";

const rng = new MT19937(5);
const membership = Uint8Array.from({ length: 80 }, (_, row) => row % 2);
const raw = Float64Array.from(membership, (member) => (member + 2 * rng.double()) / 3);
const half = (start: number) => Int32Array.from({ length: 40 }, (_, row) => start + row);
const [fitted, judged] = [half(0), half(40)];
const attack = calibrateOn(raw, membership, fitted);
const known = take(membership, judged);

test("the figures of calibration get the judged rows' scores, raw and by both methods, with Brier scores", () => {
  const { steps, reliable } = calibratedOn(attack, judged, known);
  const scores = take(raw, judged);
  assert.deepEqual(steps.raw, scores);
  assert.deepEqual(steps.methods, [
    { name: "isotonic", calibrated: attack.isotonic.transform(scores) },
    { name: "sigmoid", calibrated: attack.sigmoid.transform(scores) },
  ]);
  assert.deepEqual(
    reliable.series.map(({ name, brier }) => [name, brier]),
    [
      ["raw", brierScore(known, scores)],
      ...steps.methods.map(({ name, calibrated }) => [name, brierScore(known, calibrated)]),
    ],
  );
  assert.equal(reliable.membership, known);
});

test("what isotonic leaves is counted and read off the stages of each model", () => {
  const stages = scoreStages({ attacks: { RF: attack, MLP: attack }, membership, rows: judged });
  const [before, , after] = stages;
  const lines = keptByIsotonic(stages);
  assert.equal(lines.length, 2);
  assert.ok(lines[0].startsWith(`RF: isotonic leaves ${after["distinct scores"]} of 40 distinct`));
  assert.ok(lines[1].endsWith(`AUC ${before.AUC.toFixed(4)} -> ${after.AUC.toFixed(4)}`));
  assert.throws(() => keptByIsotonic([before]), /stages of RF: found raw, expected isotonic/);
});
