import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { scoreColumn, stageOf } from "../../../lib/audit/outcome";
import { delongAuc, delongDifference, spearman } from "../../../lib/metrics";
import * as report from "../../../lib/report";
import { wholeRun } from "../wholeRun";

const folder = mkdtempSync(path.join(tmpdir(), "figures-"));
after(() => rmSync(folder, { recursive: true }));
const run = wholeRun(path.join(folder, "run"));

test("scoredAs gives the stage and the part that judge a protocol; attacks all models", () => {
  assert.deepEqual(run.models, ["RF", "MLP"]);
  const published = run.scoredAs("RF", "published");
  assert.deepEqual(
    { ...published },
    { name: "RF", ...run.scored("RF_published_calibrated", "published", "validation") },
  );
  const names = run.attacks("heldout").map(({ name }) => name);
  assert.deepEqual(names, ["RF", "MLP"]);
  assert.deepEqual(
    run.attacks("corrected")[1].scores,
    run.scored("MLP_corrected_raw", "corrected", "report").scores,
  );
});

test("a column's stage is what stands behind its model and protocol, with any letters in them", () => {
  const name = { model: "a_b", protocol: "held_out", stage: "raw" };
  assert.equal(stageOf({ ...name, column: scoreColumn(name) }), "raw");
});

test("the model shown is the best on calibrate rows, or the one asked for, or refused by name", () => {
  const [best, other] = report.choiceAucs(run);
  assert.ok((best.AUC ?? 0) >= (other.AUC ?? 0));
  assert.equal(report.chosenModel(run, null), best.model);
  assert.equal(report.chosenModel(run, other.model), other.model);
  assert.throws(
    () => report.chosenModel(run, "XGB"),
    /model: found "XGB", expected one of RF, MLP/,
  );
});

test("pairs hold both recipes' estimates of metrics.json, and the paired difference of their scores", () => {
  const pairs = report.recipePairs(run, "auc");
  assert.ok(typeof pairs !== "string");
  const [{ name, published, corrected, difference }] = pairs;
  assert.equal(name, "RF");
  assert.equal(published.value, run.row("RF_heldout_raw").auc);
  assert.equal(corrected.low, run.row("RF_corrected_raw").auc_ci?.[0]);
  const { membership, scores } = run.scoredAs("RF", "corrected");
  const rival = run.scoredAs("RF", "heldout").scores;
  assert.deepEqual(difference, delongDifference(membership, scores, rival));
  const tprs = report.recipePairs(run, "tpr");
  assert.ok(typeof tprs !== "string");
  assert.equal(tprs[0].corrected.value, run.row("RF_corrected_raw").tpr["0.05"].tpr);
  assert.equal(tprs[0].difference.value, tprs[0].corrected.value - tprs[0].published.value);
});

test("a band goes from FPR .001 to 1 by way of .01 and .05; a curve of one class has none", () => {
  const curve = run.scoredAs("RF", "corrected");
  const fprs = Array.from(report.withBand(curve, { seed: 1 }).band?.fpr ?? []);
  assert.deepEqual([fprs[0], fprs[fprs.length - 1]], [0.001, 1]);
  assert.ok(fprs.includes(0.01) && fprs.includes(0.05));
  const members = { ...curve, membership: new Uint8Array(curve.rows.length).fill(1) };
  assert.ok(!("band" in report.withBand(members, { seed: 1 })));
});

test("precision has its band on report rows; of one class it has none", () => {
  const attack = run.scoredAs("RF", "corrected");
  assert.equal(report.withPrecision(attack, { seed: 1 }).band?.k[0], 10);
  const members = { ...attack, membership: new Uint8Array(attack.rows.length).fill(1) };
  assert.equal(report.withPrecision(members, { seed: 1 }).band, undefined);
});

test("attacks agree by their rank correlation on report rows; one alone has nothing to agree with", () => {
  const data = report.agreements(run);
  assert.ok(typeof data !== "string");
  const [one, other] = data.attacks;
  assert.deepEqual([one.name, other.name], ["RF", "MLP"]);
  assert.equal(data.rankCorrelation?.[0][1], spearman(one.scores, other.scores));
  const alone = { ...run, attacks: () => [run.scoredAs("RF", "corrected")] };
  assert.match(String(report.agreements(alone)), /fewer than two corrected attacks/);
});

test("overlaps are those of the run's records, and of a run without them it is said", () => {
  assert.match(String(report.overlapsOf(run)), /left no records_public\.csv/);
  const flagged = Uint8Array.from(run.membership, (member) => 1 - member);
  const attacks = ["RF", "MLP"].map((name) => ({ name, flagged }));
  const data = report.overlapsOf({ ...run, records: { attacks, sha256: "" } });
  assert.deepEqual(data, { attacks, membership: run.membership });
});

test("scores stand with their thresholds of metrics.json, attack by attack", () => {
  const data = report.scoresByAttack(run);
  assert.ok(typeof data !== "string");
  const threshold = run.row("MLP_corrected_raw").tpr["0.05"].threshold;
  assert.equal(data.attacks[1].threshold, threshold ?? undefined);
  const [rf, mlp] = run.attacks("corrected");
  const ratios = { ...rf, scores: rf.scores.map((score) => -9 * score) };
  const mixed = report.scoresByAttack({ ...run, attacks: () => [ratios, mlp] });
  assert.ok(typeof mixed !== "string");
  assert.deepEqual([mixed.attacks.map(({ name }) => name), mixed.leftOut], [["MLP"], ["RF"]]);
});

test("the published Gaussians know all rows, the corrected ones the fit rows alone", () => {
  const data = report.liraGaussians(run);
  assert.ok(typeof data !== "string");
  const [published, corrected] = data.panels;
  const mean = (name: string, rows: readonly number[]) =>
    rows.reduce((sum, row) => sum + run.predictors.numbers(name)[row], 0) / rows.length;
  const members = [...run.membership.keys()].filter((row) => run.membership[row] === 1);
  const fit = new Set(run.partRows("corrected", "fit"));
  const close = (found: number, wanted: number) => assert.ok(Math.abs(found - wanted) < 1e-12);
  close(published.fits.muIn, mean("true_class_prob", members));
  close(
    corrected.fits.muIn,
    mean(
      "phi",
      members.filter((row) => fit.has(row)),
    ),
  );
});

test("eleven predictors are ordered by their rank correlation with the loss, which comes first", () => {
  const ranks = report.predictorRanks(run);
  assert.ok(typeof ranks !== "string");
  const { names, rows, correlation } = ranks;
  assert.equal(names.length, 11);
  assert.equal(names[0], "sample_loss");
  assert.equal(rows, run.membership.length);
  const withLoss = correlation.map(([first]) => first ?? 0);
  assert.deepEqual(
    withLoss,
    [...withLoss].sort((one, other) => other - one),
  );
});

test("calibrations are fitted on calibrate rows and shown on report rows, raw first", () => {
  const { membership, series } = report.calibrationsOf(run, "RF");
  assert.deepEqual(
    series.map(({ name }) => name),
    ["Raw", "Isotonic", "Sigmoid"],
  );
  assert.equal(membership.length, run.partRows("corrected", "report").length);
  const steps = report.stepsOf({ membership, series });
  assert.ok(typeof steps !== "string");
  assert.deepEqual(
    steps.methods.map(({ name }) => name),
    ["Isotonic", "Sigmoid"],
  );
  const reason = report.stepsOf({ membership, series: series.slice(0, 1) });
  assert.match(String(reason), /No calibration: the calibrate rows lack/);
});

test("each class has its AUC on its report rows; equal scores have none, and say so", () => {
  const classes = report.classAucs(run, "RF");
  assert.ok(typeof classes !== "string");
  const { rows, membership, scores } = run.scoredAs("RF", "corrected");
  const labels = run.predictors.numbers("label");
  const own = [...rows.keys()].filter((place) => labels[rows[place]] === 0);
  const known = own.map((place) => membership[place]);
  const expected = delongAuc(
    known,
    own.map((place) => scores[place]),
  );
  assert.equal(classes[0].label, "class 0");
  assert.deepEqual([classes[0].value, classes[0].low], [expected.value, expected.low]);
  assert.equal(classes[0].members + classes[0].nonMembers, own.length);
  const flat = {
    ...run,
    scoredAs: () => ({ ...run.scoredAs("RF", "corrected"), scores: new Float64Array(rows.length) }),
  };
  assert.match(String(report.classAucs(flat, "RF")), /all scores of RF are equal/);
});

test("images that are not the run's own are not shown, and the reason names the file", () => {
  const [gone, foreign] = ["gone.pt", "other.pt"].map((name) => path.join(folder, name));
  writeFileSync(foreign, "other");
  assert.match(String(report.mostExposed(run, "RF", gone)), /gone\.pt is not there/);
  assert.match(String(report.mostExposed(run, "RF", foreign)), /other\.pt is not the public file/);
});

test("the blind attack stands last, with its own number of rows; without one the reason does", () => {
  const rows = report.besideBlind(run, { counted: true });
  assert.ok(typeof rows !== "string");
  assert.deepEqual(
    rows.map(({ name, blind }) => [name, blind]),
    [
      ["RF (n = 20)", false],
      ["MLP (n = 20)", false],
      ["Image and label (n = 40)", true],
    ],
  );
  assert.match(
    String(report.besideBlind({ ...run, blind: null }, { counted: true })),
    /no blind\.json/,
  );
});

test("the run that is shown is named by its folder and the time at which it began", () => {
  const began = "2026-11-28T09:41:07Z";
  const metrics = { ...run.metrics, clock: { began, seconds: 30 } };
  assert.deepEqual(report.shownRun({ ...run, metrics }), { name: "run", began });
  assert.deepEqual(report.shownRun(run), { name: "run", began: undefined });
});
