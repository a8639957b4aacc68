import assert from "node:assert/strict";
import { test } from "node:test";
import {
  alongPairs,
  CrossFitted,
  chooseModel,
  crossFitted,
  crossFittedCorrected,
  crossFittedPublished,
  crossFittedStrongest,
  foldsOf,
  HIDDEN,
  ReportPlan,
  splitsOf,
  type TaughtSplit,
} from "../../../lib/audit/crossfit";
import { compared, ScoreTable } from "../../../lib/audit/outcome";
import { publishedAttack } from "../../../lib/audit/published";
import { extractFeatures } from "../../../lib/features";
import { predictorGroups } from "../../../lib/features/predictors";
import { firstPairs, referenceScores } from "../../../lib/lira";
import { rocAuc } from "../../../lib/metrics";
import { take } from "../../../lib/numeric/arrays";
import { MT19937 } from "../../../lib/numeric/random";
import { simulatedSet } from "../../features/predictors/simulated";

const n = 150;
const classes = 3;
const rng = new MT19937(5);
const membership = Uint8Array.from({ length: n }, (_, i) => i % 2);
const labels = Int32Array.from({ length: n }, (_, i) => Math.floor(i / 2) % classes);
const data = Float32Array.from({ length: n * classes }, (_, k) => {
  const row = Math.floor(k / classes);
  const own = k % classes === labels[row] ? 1 + 1.5 * membership[row] : 0;
  return own + 2 * rng.double();
});
const logits = { data, rows: n, classes };
const { columns } = extractFeatures(logits, labels);
const folds = foldsOf(membership, 42);
const rows = { columns, membership, folds };
const fold1 = Int32Array.from(folds.keys()).filter((row) => folds[row] === 1);
/** The same rows with the membership of fold 1 turned round. */
const turned = membership.map((member, row) => (folds[row] === 1 ? 1 - member : member));
const inThisThread = { seed: 42, n_jobs: 1 };
/** The quick one. */
const names = ["LightGBM"] as const;

test("folds are five, of equal size, each with the same share of members", () => {
  for (let fold = 1; fold <= 5; fold++) {
    const own = Int32Array.from(folds.keys()).filter((row) => folds[row] === fold);
    assert.equal(own.length, 30);
    assert.equal(
      take(membership, own).reduce((sum, member) => sum + member, 0),
      15,
    );
  }
});

test("too few rows, and a membership that is none, are refused on one line that says how many it takes", () => {
  const few = Uint8Array.from({ length: 30 }, (_, i) => (i < 9 ? 1 : 0));
  assert.throws(
    () => foldsOf(few, 42),
    /^RangeError: public rows: found 9 members and 21 non-members, expected at least 10 of each for a report cross-fitted in 5 folds \(a sealed one takes as many\)$/,
  );
  assert.throws(() => new ReportPlan(few, { seed: 42, report: "crossfitted" }), /found 9 members/);
  const groups = predictorGroups(["plain", "quantile"]);
  assert.throws(
    () => new ReportPlan(membership, { seed: 42, report: "crossfitted", groups }),
    /^RangeError: predictors quantile: found 45 members and 45 non-members in the smallest part .* expected at least 50 of each$/,
  );
  assert.throws(() => foldsOf(Uint8Array.of(0, 1, 2), 42), /membership: found 2 in row 2/);
});

test("an attack is told the membership of the rows that teach it alone, and judges all others", async () => {
  const seen: TaughtSplit[] = [];
  await crossFitted({
    ...rows,
    name: "probe",
    inner: "all",
    attack: async (splits) => {
      seen.push(...splits);
      return splits.map(({ judged }) => ({ score: new Float64Array(judged.length) }));
    },
  });
  assert.equal(seen.length, 5 + 10);
  assert.equal(splitsOf(membership, folds, "ring").length, 5 + 5);
  for (const { without, taught, judged, membership: told } of seen) {
    assert.equal(taught.length + judged.length, n);
    assert.ok(
      taught.every((row) => !without.includes(folds[row]) && told[row] === membership[row]),
    );
    assert.ok(judged.every((row) => without.includes(folds[row]) && told[row] === HIDDEN));
  }
});

test("a score by an attack that was taught the row, or of another fold, is an error that names both", () => {
  const [split] = splitsOf(membership, folds, "none");
  const score = new Float64Array(split.judged.length);
  const own = split.judged[0];
  const taughtItself = { ...split, taught: Int32Array.of(own, ...split.taught) };
  assert.throws(
    () => new CrossFitted("probe", folds).record(taughtItself, { score }),
    new RegExp(`probe: found the attack without fold 1, which it taught for row ${own} of fold 1`),
  );
  const foreign = Int32Array.from(folds.keys()).find((row) => folds[row] === 2) ?? -1;
  const misplaced = { ...split, taught: new Int32Array(), judged: Int32Array.of(foreign) };
  assert.throws(
    () => new CrossFitted("probe", folds).record(misplaced, { score: Float64Array.of(0) }),
    new RegExp(`found the attack without fold 1 for row ${foreign} of fold 2`),
  );
  const bad = score.map((_, i) => (i === 3 ? Number.NaN : 0));
  assert.throws(
    () => new CrossFitted("probe", folds).record(split, { bad }),
    new RegExp(`found bad, which is NaN for row ${split.judged[3]}`),
  );
});

test("a figure cannot be read where a fold's own attack has not scored its rows", () => {
  const scored = new CrossFitted("probe", folds);
  const [first] = splitsOf(membership, folds, "none");
  scored.record(first, { score: new Float64Array(first.judged.length) });
  assert.throws(() => scored.column("score"), /no score score by its own fold's attack for row/);
  assert.throws(() => scored.column("other"), /found no column other, expected one of score/);
  assert.throws(() => scored.inner(1), /no scores within the rest of fold 1/);
  assert.deepEqual(scored.taughtFor(first.judged[0]), first.taught);
});

test("the published recipe, cross-fitted, is the recipe on each fold as if it were private", async () => {
  const heldout = await crossFittedPublished(rows, { ...inThisThread, names });
  const taught = Int32Array.from(folds.keys()).filter((row) => folds[row] !== 1);
  const alone = await publishedAttack({ columns, membership, taught, judged: fold1 }, { seed: 42 });
  for (const model of names) {
    assert.deepEqual(take(heldout.column(model), fold1), alone[model]);
  }
});

test("scores of a fold are the same whatever its own membership", async () => {
  const options = { ...inThisThread, names };
  const found = await crossFittedCorrected(rows, options);
  const other = await crossFittedCorrected({ ...rows, membership: turned }, options);
  const [own, same] = [found, other].map((scores) => scores.column("LightGBM"));
  assert.deepEqual(take(own, fold1), take(same, fold1));
  assert.notDeepEqual(own, same, "the other folds have learnt from it");
});

test("a model is chosen for each fold by other folds' rows, at the end by all", async () => {
  const truth = Float64Array.from(membership);
  const attack = async (splits: readonly TaughtSplit[]) =>
    splits.map(({ judged, without }) => {
      const right = take(truth, judged);
      // good is right but on fold 1, so it is best for fold 1 alone, whose own rows would say otherwise
      const good = judged.map((row) => (folds[row] === 1 ? 1 - membership[row] : membership[row]));
      const fair = right.map((value, i) => (i % 10 === 0 ? 1 - value : value));
      return { fair, good: Float64Array.from(good), pair: right.fill(without.length) };
    });
  const models = await crossFitted({ ...rows, name: "toy", inner: "all", attack });
  const { chosen, choices, judged } = chooseModel(models, membership);
  assert.deepEqual([choices[0].chosen, chosen], ["good", "fair"]);
  assert.equal(rocAuc(take(membership, fold1), take(judged.column("chosen"), fold1)), 0);
  assert.ok(models.inner(2).columns.pair.every((folds) => folds === 2));
  assert.ok(models.inner(2).rows.every((row) => folds[row] !== 2));
});

test("the same bytes whatever the number of workers", async () => {
  const one = await crossFittedPublished(rows, { ...inThisThread, names });
  const two = await crossFittedPublished(rows, { seed: 42, n_jobs: 2, names });
  assert.deepEqual(one.columns, two.columns);
});

const candidates = {
  groups: predictorGroups(["plain", "sorted", "classAware"]),
  estimators: {
    boosting: {
      model: "LGBMClassifier",
      parameters: { n_estimators: 10, num_leaves: 4, random_state: 42 },
    },
    splines: { model: "SplineLogisticRegression", parameters: { C: 0.01 }, scale: true },
  },
} as const;
const strongest = (known: Uint8Array) => {
  const set = { rows: n, labels, membership: known, logits, views: new Map() };
  return crossFittedStrongest({ ...candidates, set }, { membership: known, folds }, inThisThread);
};

test("the strongest attack's choice, weights and calibration for a fold do not know its membership", async () => {
  const [found, other] = [await strongest(membership), await strongest(turned)];
  assert.deepEqual(found.choices[0], other.choices[0]);
  for (const stage of ["raw", "calibrated"]) {
    const [own, same] = [found, other].map(({ judged }) => judged.column(stage));
    assert.deepEqual(take(own, fold1), take(same, fold1));
    assert.notDeepEqual(own, same);
  }
  assert.equal(found.choices.length, 5);
  assert.ok(rocAuc(membership, found.judged.column("raw")) > 0.6);
});

test("a sealed plan judges the sealed rows alone, a cross-fitted one all of them, each in its fold", async () => {
  const attack = (taught: Int32Array) => ({ taught: new Float64Array(n).fill(taught.length) });
  const sealed = new ReportPlan(membership, { seed: 42, report: "sealed" });
  const scores = await sealed.scored("probe", attack);
  assert.deepEqual([...scores.column("taught")], new Array(30).fill(90));
  const { rows: report, folds: none } = sealed.open({ seed: 42 });
  assert.deepEqual([report, none], [sealed.parts.report, undefined]);
  assert.throws(() => sealed.open({ seed: 43 }), /which opened them first/);
  const set = { rows: n, labels, membership, logits, views: new Map() };
  const { judged, choices, chosen } = await sealed.strongest({ ...candidates, set });
  assert.deepEqual([judged.rows, judged.folds, choices.length], [report, null, 1]);
  assert.deepEqual(
    judged.column("raw"),
    take(judged.everywhere?.("raw") ?? new Float64Array(), report),
  );
  const table = new ScoreTable(
    { ids: Array.from(membership.keys()), membership },
    { ids: [], membership: null },
    { best: sealed.protocolOf("best"), heldout: sealed.protocolOf("heldout") },
  );
  table.addJudged({ model: chosen, protocol: "best", stage: "raw" }, judged, "raw");
  const [row] = table.metricsRows({ seed: 42 });
  assert.deepEqual([row.part, row.n], ["report", 30]);
  assert.equal(row.auc, rocAuc(take(membership, report), judged.column("raw")));
  const plan = new ReportPlan(membership, { seed: 42, report: "crossfitted" });
  const all = await plan.scored("probe", attack);
  assert.deepEqual([...all.column("taught")], new Array(n).fill(120));
  assert.deepEqual(plan.open({ seed: 42 }).folds, folds);
});

test("what pairs of references give is judged pair by pair, with the minutes of all of them", async () => {
  const simulated = simulatedSet({ rows: n, seed: 5 });
  const known = simulated.membership;
  assert.ok(known && simulated.references);
  const plan = new ReportPlan(known, { seed: 42, report: "crossfitted" });
  const judges = plan.open({ seed: 42 });
  const points = await alongPairs(plan, simulated, judges, { seed: 42, minutes: 3 });
  const pairs = Math.floor(simulated.references.models / 2);
  const counts = Array.from({ length: pairs }, (_, i) => i + 1);
  const rmia = points.filter(({ attack }) => attack === "RMIA");
  assert.deepEqual(
    rmia.map((point) => [point.pairs, point.minutes]),
    counts.map((p) => [p, 3 * p]),
  );
  const cut = { ...simulated, references: firstPairs(simulated.references, 1) };
  const scored = await plan.scored("references", (taught, membership) =>
    referenceScores(
      cut,
      taught.filter((row) => membership[row] === 0),
    ),
  );
  const { AUC } = compared(known, scored.column("RMIA"), null, { seed: 42, folds: judges.folds });
  assert.deepEqual(rmia[0].AUC, AUC);
  assert.deepEqual(
    points.filter((p) => p.pairs === 1).map((p) => p.attack),
    ["RMIA", "RMIA_offline", "BASE"],
  );
  const none = { ...simulated, references: undefined };
  assert.deepEqual(await alongPairs(plan, none, judges, { seed: 42 }), []);
});
