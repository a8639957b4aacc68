import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blindBaseline,
  calibrationSteps,
  classAuc,
  type Figure,
  gaussianFits,
  imageGrid,
  memberHistogram,
  permutationImportance,
  publishedAgainstCorrected,
  rocLinear,
  rocLogLog,
  selfCheck,
  teamCorrelation,
} from "../../../lib/report/figures";
import { leakyRows } from "./cases";

const captionOf = ({ layout }: Figure) => layout.meta.caption;
const rows = leakyRows(200, 3);
const few = leakyRows(50, 4);
const [low, high] = [Float64Array.of(0.1, 1), Float64Array.of(0.2, 1)];
const band = { fpr: low, low, high };
const measured = { value: 0.6, low: 0.5, high: 0.7 };
const bare = { value: 0.6, low: null, high: null };

test("curves of unlike rows have steps from the smallest to the largest, and grey of the fewest", () => {
  const [first, second] = [rows, few].map((one, i) => ({ name: `${i}`, ...one }));
  assert.match(captionOf(rocLogLog({ curves: [first] })), /One member is a step of 0\.01 in/);
  const caption = captionOf(rocLogLog({ curves: [first, second] }));
  assert.match(caption, /One member is a step of 0\.01 to 0\.04 in the TPR/);
  assert.match(caption, /Grey: fewer than 10 false positives, 25 non-members\./);
});

test("bands are told of where there are bands", () => {
  const curve = { name: "RF", ...rows };
  for (const roc of [rocLogLog, rocLinear]) {
    assert.doesNotMatch(captionOf(roc({ curves: [curve] })), /Bands/);
    assert.match(captionOf(roc({ curves: [{ ...curve, band }] })), /Band: 95 %, each point/);
  }
});

test("intervals are told of where there are any, and counted where some are missing", () => {
  const group = (auc: typeof measured | typeof bare) => ({ name: "phi", auc, tpr: bare });
  const [none, some] = [bare, measured].map((auc) =>
    captionOf(permutationImportance([group(auc)])),
  );
  assert.doesNotMatch(none, /95 %/);
  assert.match(some, /, 95 % intervals of 1 of the 2\./);
  const pair = { name: "RF", published: measured, corrected: measured };
  const paired = (differences: readonly (typeof measured | typeof bare)[]) =>
    captionOf(
      publishedAgainstCorrected(
        differences.map((difference) => ({ ...pair, difference })),
        { valueName: "AUC" },
      ),
    );
  assert.match(paired([measured]), /, paired 95 % intervals\./);
  assert.match(paired([measured, bare]), /, paired 95 % intervals of 1 of the 2\./);
});

test("the published recipe held out is called so, not as published", () => {
  const pairs = [{ name: "RF", published: measured, corrected: measured, difference: measured }];
  const { layout } = publishedAgainstCorrected(pairs, { valueName: "AUC" });
  assert.match(layout.meta.caption, /corrected less published held out/);
  assert.doesNotMatch(layout.meta.caption, /as published/i);
});

test("what stands under an image is listed behind a colon", () => {
  const image = { bytes: new Uint8Array(3), channels: 3, height: 1, width: 1 };
  const known = { image, label: "class 1", score: 0.5, membership: 1 };
  assert.match(
    captionOf(imageGrid([known])),
    /Under each image: its class, its score, its membership\. n = 1/,
  );
  assert.match(captionOf(imageGrid([{ image, label: "class 1" }])), /image: its class\. n = 1/);
});

test("a blind attack is spoken of where there is one", () => {
  const [seeing, blind] = [false, true].map((isBlind) => ({ name: "A", ...bare, blind: isBlind }));
  assert.doesNotMatch(captionOf(blindBaseline([seeing])), /blind/);
  assert.match(captionOf(blindBaseline([seeing, blind])), /and of blind ones/);
});

test("a self-check says on how many rows other readings were tried, or that none was", () => {
  const check = { accuracies: [], sample: { accuracy: measured }, chance: 0.1 };
  const reading = { reading: "swapped", accuracy: 0.2, adjusted: 1 };
  const readings = [48, 256].map((n) => ({ ...reading, n }));
  assert.match(captionOf(selfCheck({ ...check, readings })), /on 48 to 256 of its rows/);
  const untried = { ...check, accuracies: [{ set: "public", accuracy: measured }], readings: [] };
  assert.match(captionOf(selfCheck(untried)), /No other reading was tried\./);
  assert.doesNotMatch(captionOf(selfCheck(untried)), /under other readings/);
});

test("a histogram of one class says so", () => {
  const members = { membership: [1, 1], values: [1, 2] };
  const caption = captionOf(memberHistogram(members, { valueName: "Score" }));
  assert.match(caption, /Score: members alone, summing to 1\./);
});

test("of the extremes of many classes, those without an AUC are not counted", () => {
  const counts = { members: 2, nonMembers: 2 };
  const classes = Array.from({ length: 9 }, (_, i) => ({ label: `${i}`, ...counts, ...measured }));
  const lost = { label: "lost", members: 2, nonMembers: 0 };
  const caption = captionOf(classAuc([...classes, lost], { extremes: 2 }));
  assert.match(caption, /2 most and the 2 least exposed of 9 classes that have one/);
});

test("Gaussians are said to be fitted to the rows that they were fitted to", () => {
  const fits = { muIn: 1, sdIn: 1, muOut: 0, sdOut: 1 };
  const panel = { valueName: "phi", values: rows.scores, fits };
  const panels = [{ title: "Corrected", fittedTo: "120 fit rows", ...panel }];
  const caption = captionOf(gaussianFits({ membership: rows.membership, panels }));
  assert.match(caption, /Corrected: fitted to 120 fit rows\. n = 200/);
  assert.doesNotMatch(caption, /fitted to them/);
});

test("a calibration that is flat has 1 value left", () => {
  const methods = [{ name: "Sigmoid", calibrated: rows.scores.map(() => 0.5) }];
  const { layout } = calibrationSteps({ raw: rows.scores, methods });
  assert.match(layout.meta.altText, /Sigmoid \(1 value\)/);
});

test("grey is explained where a correlation is missing", () => {
  const data = (other: number | null) => ({
    names: ["a", "b"],
    correlation: [
      [1, other],
      [other, 1],
    ],
    nearDuplicates: [],
    rows: 10,
  });
  assert.doesNotMatch(captionOf(teamCorrelation(data(0.5))), /grey/);
  assert.match(captionOf(teamCorrelation(data(null))), /vermillion −1, grey where/);
});
