import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AuditSet,
  FOLDS,
  fitPredictors,
  foldsOf,
  predictorGroups,
} from "../../../lib/features/predictors";
import { rowsTo, simulatedSet } from "./simulated";

const set = simulatedSet({ rows: 120, seed: 3 });
const rows = rowsTo(120);
const fit = (name: string, changed: AuditSet, which = rows) => {
  const fitted = fitPredictors(predictorGroups([name]), changed, which);
  return () => fitted.transform(changed);
};

test("an unknown group is refused with the nearest name and the list", () => {
  assert.throws(
    () => predictorGroups(["plain", "trainingView"]),
    /^InputError: predictors: found "trainingView" \(did you mean trainingViews\?\), expected some of plain, sorted, .*references/,
  );
  assert.throws(() => predictorGroups(["toString"]), /found "toString"/);
  assert.throws(() => predictorGroups(["plain", "plain"]), /found plain twice/);
});

test("unknown views and a padding that is none are refused", () => {
  assert.throws(() => predictorGroups(["views"], { views: ["flop"] }), /did you mean flip/);
  assert.throws(
    () => predictorGroups(["views"], { views: [] }),
    /predictors views: found no views/,
  );
  assert.throws(() => predictorGroups(["wideViews"], { padding: 1.5 }), /padding: found 1.5/);
});

test("a missing view is named with the group that needs it", () => {
  const views = new Map([...set.views].filter(([name]) => name !== "blur"));
  assert.throws(
    fit("unlikeViews", { ...set, views }),
    /predictors unlikeViews: found no logits of the view blur among plain, .*, expected/,
  );
  assert.throws(
    () => fit("quantile", { ...set, views: new Map() }),
    /predictors quantile: found no logits of the view .* among none/,
  );
});

test("a view of other rows or classes is refused", () => {
  const blur = { data: new Float32Array(4 * 119), rows: 119, classes: 4 };
  const views = new Map([...set.views, ["blur", blur]]);
  assert.throws(
    fit("unlikeViews", { ...set, views }),
    /found 119 x 4 logits of the view blur, expected 120 x 4/,
  );
});

test("a set of other classes than it was fitted on is refused", () => {
  const fitted = predictorGroups(["sorted"])[0].fit(set, rows);
  assert.throws(
    () => fitted.transform(simulatedSet({ rows: 20, classes: 5, seed: 1 })),
    /predictors sorted: found logits of 5 classes, expected 4 as when it was fitted/,
  );
});

test("missing activations, last layer and references are named", () => {
  const { embedding, ...without } = set;
  assert.ok(embedding);
  assert.throws(() => fit("activations", without), /activations: found no embedding in the set/);
  assert.throws(fit("lastLayer", without), /lastLayer: found no embedding in the set/);
  assert.throws(
    fit("lastLayer", { ...set, lastLayer: undefined }),
    /lastLayer: found no lastLayer in the set, expected one/,
  );
  assert.throws(
    fit("references", { ...set, references: undefined }),
    /references: found no references in the set/,
  );
});

test("references that were all trained on an image, or none, are refused where that matters", () => {
  const { references } = set;
  assert.ok(references);
  const never = { ...references, trainedOn: references.trainedOn.map(() => 0) };
  assert.throws(
    fit("references", { ...set, references: never }),
    /references: found 0 of 4 models trained on row 0, expected at least 1/,
  );
  fit("offlineReferences", { ...set, references: never })();
  const always = { ...references, trainedOn: references.trainedOn.map(() => 1) };
  assert.throws(fit("offlineReferences", { ...set, references: always }), /that left out row 0/);
  const other = { ...references, classes: 7 };
  assert.throws(
    fit("references", { ...set, references: other }),
    /and 7 classes, expected 120 and 4/,
  );
});

test("rows without membership, or of one kind, cannot be learnt from", () => {
  assert.throws(
    () => fit("classAware", { ...set, membership: null }),
    /predictors classAware: found no membership, expected that of public rows/,
  );
  const members = rows.filter((row) => set.membership?.[row] === 1);
  assert.throws(
    () => fit("classAware", set, members),
    new RegExp(`found ${members.length} members and 0 non-members to fit on, expected at least 20`),
  );
  const membership = new Uint8Array(120).fill(3);
  assert.throws(() => fit("quantile", { ...set, membership }), /found membership 3 in row 0/);
});

test("a class too rare to split is named with its members and non-members", () => {
  const labels = set.labels.map((label, i) => (label === 3 && i > 8 ? 2 : label));
  assert.throws(
    () => fit("activations", { ...set, labels }),
    /predictors activations: found \d members and \d non-members of class 3 to fit on, expected at least 5 of each/,
  );
  const three = { ...set, labels: set.labels.map((label) => label % 3) };
  const fitted = fitPredictors(predictorGroups(["activations"]), three, rows);
  assert.throws(
    () => fitted.transform({ ...three, labels: new Int32Array(120).fill(3) }),
    /found class 3 in row 0, expected one of those that it was fitted on/,
  );
});

test("rows fall into ten folds about evenly, by their logits and nothing else", () => {
  const { logits } = simulatedSet({ rows: 5000, seed: 8 });
  const folds = foldsOf(logits);
  const counts = new Array(FOLDS).fill(0);
  for (const fold of folds) counts[fold]++;
  // 500 expected in each, with a standard deviation of 21.
  assert.ok(
    counts.every((count) => Math.abs(count - 500) < 90),
    `${counts}`,
  );
  const reversed = Float32Array.from({ length: 5000 * 4 }, (_, k) => {
    return logits.data[(4999 - Math.floor(k / 4)) * 4 + (k % 4)];
  });
  assert.deepEqual(foldsOf({ ...logits, data: reversed }), folds.slice().reverse());
});

test("gradients that are missing, of other rows or of another network are refused", () => {
  const gradients = set.gradients as NonNullable<AuditSet["gradients"]>;
  assert.throws(
    () => fit("gradients", { ...set, gradients: undefined }),
    /predictors gradients: found no gradients in the set, expected one/,
  );
  assert.throws(
    () => fit("gradients", { ...set, gradients: { ...gradients, rows: 119 } }),
    /predictors gradients: found gradients of 119 rows, expected 120/,
  );
  const fitted = predictorGroups(["gradients"])[0].fit(set, rows);
  const names = ["conv1.bias", "conv2.bias", "input.squares"];
  assert.throws(
    () => fitted.transform({ ...set, gradients: { ...gradients, names } }),
    /found gradients of conv1.bias, conv2.bias, input.squares, expected conv1.bias, conv1.weight/,
  );
});
