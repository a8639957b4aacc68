import assert from "node:assert/strict";
import { test } from "node:test";
import { foldsOf, predictorGroups } from "../../../lib/features/predictors";
import { viewList } from "../../../lib/inference";
import { phiOf } from "../../../lib/lira";
import { column } from "../../../lib/numeric/arrays";
import { rowsTo, simulatedSet } from "./simulated";

const set = simulatedSet({ rows: 200, seed: 21, effect: 1 });
const rows = rowsTo(150);
const phi = phiOf(set.logits, set.labels);
const hard = ["upsideDown", "rotate90", "shift(8,0)", "shift(0,8)", "shift(-8,-8)"];
const ofHard = hard.map((view) => {
  const logits = set.views.get(view);
  assert.ok(logits && viewList("unlike").includes(view));
  return phiOf(logits, set.labels);
});
const fall = phi.map((value, i) => value - ofHard.reduce((sum, v) => sum + v[i], 0) / 5);

/** Written out for one row: non-members of other folds, ten rows' worth of all classes mixed in. */
function zOf(values: Float64Array, i: number): number {
  const folds = foldsOf(set.logits);
  const others = [...rows].filter((r) => set.membership?.[r] === 0 && folds[r] !== folds[i]);
  const mean = (list: number[]) => list.reduce((sum, r) => sum + values[r], 0) / list.length;
  const squares = (list: number[]) =>
    list.reduce((sum, r) => sum + (values[r] - mean(list)) ** 2, 0);
  const classes = [0, 1, 2, 3].map((y) => others.filter((r) => set.labels[r] === y));
  const within = classes.reduce((sum, list) => sum + squares(list), 0) / others.length;
  const own = classes[set.labels[i]];
  const n = own.length;
  const centre = (n * mean(own) + 10 * mean(others)) / (n + 10);
  return (values[i] - centre) / Math.sqrt((squares(own) + 10 * within) / (n + 10));
}

for (const [group, name, values] of [
  ["classAware", "class_phi_z", phi],
  ["classAwareViews", "class_hard_fall_z", fall],
] as const) {
  test(`${name} measures fit rows and fresh rows by their class's non-members of other folds`, () => {
    const fitted = predictorGroups([group])[0].fit(set, rows);
    const found = column(fitted.transform(set), fitted.names.indexOf(name));
    for (const i of [0, 1, 77, 149, 150, 199]) {
      assert.ok(Math.abs(found[i] - zOf(values, i)) < 1e-9, `row ${i}`);
    }
  });
}

test("label columns are 1 for their own class and 0 for others", () => {
  const fitted = predictorGroups(["classAware"])[0].fit(set, rows);
  const X = fitted.transform(set);
  for (let y = 0; y < 4; y++) {
    const indicator = column(X, fitted.names.indexOf(`label_${y}`));
    assert.deepEqual(
      [...indicator],
      Array.from(set.labels, (label) => (label === y ? 1 : 0)),
    );
  }
});
