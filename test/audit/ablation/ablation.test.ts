import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  type Ablation,
  ablate,
  ablationCosts,
  ablationGains,
  ablationLines,
} from "../../../lib/audit/ablation";
import { outOfFoldModels } from "../../../lib/audit/protocol";
import { LGBMClassifier } from "../../../lib/ensemble";
import { fitPredictors, predictorGroups } from "../../../lib/features/predictors";
import { bootstrapTprDifference } from "../../../lib/metrics";
import { take, takeRows } from "../../../lib/numeric/arrays";
import { simulatedSet } from "../../features/predictors/simulated";

const set = simulatedSet({ rows: 300, seed: 4, effect: 1 });
const membership = set.membership as Uint8Array;
const rows = Int32Array.from({ length: 200 }, (_, i) => i + 50);
const groups = predictorGroups(["plain", "classAware", "wideViews", "gradients"]);
const parameters = { n_estimators: 8, num_leaves: 4 };
const model = { model: "LGBMClassifier", parameters } as const;
const NAMES = [
  "plain",
  ...["+ classAware", "+ wideViews", "+ gradients", "all"],
  ...["all but classAware", "all but wideViews", "all but gradients"],
];

let found: Ablation;
let passes = 0;
const told: number[][] = [];

before(async () => {
  found = await ablate(
    groups,
    { set, membership, rows, model },
    {
      seed: 9,
      onePass: async () => passes++,
      gradientSeconds: 1000,
      onProgress: (...progress) => told.push(progress),
    },
  );
});

test("the first group alone, each added to it, all, and each taken out, told one by one", () => {
  assert.deepEqual(
    found.trials.map(({ name }) => name),
    NAMES,
  );
  assert.deepEqual(told.at(-1), [8, 8]);
  assert.equal(passes, 1);
});

test("a trial's scores are those of its groups' columns, out of fold on the rows alone", async () => {
  const X = fitPredictors([groups[0], groups[2]], set, rows).transform(set);
  const { scores } = await outOfFoldModels({
    membership: take(membership, rows),
    predictors: takeRows(X, rows),
    scale: false,
    seed: 9,
    models: { model: () => new LGBMClassifier(parameters) },
  });
  assert.deepEqual(found.trials[2].scores, scores.model);
});

test("rows that it is not made on change nothing", async () => {
  const others = membership.map((member, row) => (rows.includes(row) ? member : 1 - member));
  const changed = { set: { ...set, membership: others }, membership: others, rows, model };
  const two = groups.slice(0, 2);
  const options = { seed: 9, onePass: async () => {} };
  const again = await ablate(two, changed, options);
  assert.deepEqual(again.trials[1].scores, found.trials[1].scores);
});

test("passes and the gradients' seconds are counted where a group needs them", () => {
  assert.deepEqual(
    found.trials.map((trial) => trial.passes),
    [1, 1, 9, 1, 9, 9, 1, 9],
  );
  assert.deepEqual(
    found.trials.map(({ seconds }) => seconds >= 1000),
    [false, false, false, true, true, true, true, false],
  );
});

test("a line says what it gains over the base, or loses against all groups", () => {
  const lines = ablationLines(found);
  const rivals = lines.map(({ against }) => against);
  assert.deepEqual(rivals, ["", "plain", "plain", "plain", "plain", "all", "all", "all"]);
  assert.equal(lines[0]["AUC gained"], undefined);
  const { value = Number.NaN } = lines[6]["AUC gained"] ?? {};
  assert.ok(Math.abs(value - (lines[6].AUC - lines[4].AUC)) < 1e-12);
});

test("a group's gain is above 0 where it helps, added or taken out", () => {
  const gains = ablationGains(found);
  assert.deepEqual(
    gains.map(({ name }) => name),
    ["classAware", "wideViews", "gradients"],
  );
  const [plain, , views, , all, , without] = found.trials.map(({ scores }) => scores);
  const gain = (more: Float64Array, less: Float64Array) =>
    bootstrapTprDifference(found.membership, more, less, [0.05], { seed: 9 })[0];
  assert.deepEqual(gains[1].groupIn, gain(views, plain));
  assert.deepEqual(gains[1].groupOut, gain(all, without));
});

test("costs are those of the base, of each group added and of all", () => {
  const costs = ablationCosts(found);
  assert.deepEqual(
    costs.map(({ name }) => name),
    NAMES.slice(0, 5),
  );
  assert.equal(costs[4].seconds, found.trials[4].seconds);
});

test("one group alone is the base and all there is", async () => {
  const options = { seed: 1, onePass: async () => {} };
  const alone = await ablate(groups.slice(0, 1), { set, membership, rows, model }, options);
  assert.deepEqual(ablationGains(alone), []);
  assert.deepEqual(
    ablationLines(alone).map(({ predictors }) => predictors),
    ["plain", "all"],
  );
});

test("all groups on fewer and fewer of their looks, each against all", async () => {
  const some = predictorGroups(["plain", "wideViews", "gradients"]);
  const looks = ["shift(4,-4)", "shift(0,4)", "gradients", "shift(-4,-4)", "shift(0,-4)"];
  const options = { seed: 1, onePass: async () => {}, gradientSeconds: 1000, looks };
  const { trials, ...others } = await ablate(some, { set, membership, rows, model }, options);
  const along = trials.filter(({ way }) => way === "looks");
  assert.deepEqual(
    along.map(({ name, passes, seconds }) => [name, passes, seconds >= 1000]),
    [
      ["all, first 2 looks", 3, false],
      ["all, first look", 2, false],
      ["all, no looks", 1, false],
    ],
  );
  const fewer = some[1].within?.(new Set(looks.slice(0, 2)));
  assert.ok(fewer);
  const alone = { set, membership, rows, model };
  const again = await ablate([some[0], fewer], alone, options);
  assert.deepEqual(along[0].scores, again.trials[2].scores);
  const lines = ablationLines({ trials, ...others }).slice(-3);
  assert.deepEqual(
    lines.map(({ against }) => against),
    ["all", "all", "all"],
  );
});
