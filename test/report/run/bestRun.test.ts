import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import * as report from "../../../lib/report";
import { bestRun } from "../bestRun";

const folder = mkdtempSync(path.join(tmpdir(), "best-"));
after(() => rmSync(folder, { recursive: true }));
const run = bestRun(folder);

test("the chosen attack and those by reference models stand among the corrected ones", () => {
  assert.deepEqual(run.models, ["RF", "RMIA", "best"]);
  const names = run.attacks("corrected").map(({ name }) => name);
  assert.deepEqual(names, ["RF", "RMIA", "best"]);
  const { rows, scores } = run.scoredAs("best", "corrected");
  assert.deepEqual(scores, run.scored("best_raw", "best", "report").scores);
  assert.deepEqual(rows, run.partRows("best", "report"));
  assert.equal(report.recipeText(run), "corrected and best");
  assert.deepEqual(
    run.models.map((name) => report.attackText(run, name)),
    ["RF corrected", "RMIA references", "best"],
  );
});

test("figures of a single model show the chosen attack", () => {
  assert.equal(report.chosenModel(run, null), "best");
  const [best] = report.choiceAucs(run);
  assert.ok(best.AUC !== null && best.AUC > 0.5);
});

test("an attack that the published recipe lacks is set against its strongest model", () => {
  const pairs = report.recipePairs(run, "auc");
  assert.ok(typeof pairs !== "string");
  assert.deepEqual(
    pairs.map(({ name }) => name),
    ["RF", "RMIA, less RF", "best, less RF"],
  );
  assert.equal(pairs[2].published.value, run.row("RF_heldout_raw").auc);
  assert.equal(pairs[2].corrected.value, run.row("best_raw").auc);
});

test("what the run has not left is told in words: the published scores and predictors", () => {
  assert.match(String(report.curvesOf(run, "published")), /no published scores on validation rows/);
  assert.match(String(report.reportedTable(run)), /no published scores on validation rows/);
  assert.match(String(report.predictorRanks(run)), /predictors hold no sample_loss/);
  assert.match(String(report.liraGaussians(run)), /predictors hold no true_class_prob/);
  assert.ok(typeof report.logitScales(run) !== "string");
  assert.deepEqual(
    report.partSizes(run).map(({ protocol, part }) => `${protocol} ${part}`),
    ["corrected calibrate", "corrected report", "heldout report"],
  );
});

test("curves have bands where a seed is given", () => {
  const [plain, banded] = [{}, { seed: 1 }].map((own) => report.curvesOf(run, "corrected", own));
  assert.ok(typeof plain !== "string" && typeof banded !== "string");
  assert.ok(plain.curves.every((curve) => !("band" in curve)));
  assert.ok(banded.curves.every(({ band }) => band?.fpr[band.fpr.length - 1] === 1));
});

test("its tables name its attacks, and the private scores are those of best, calibrated", () => {
  assert.deepEqual(
    report.modelsTable(run).rows.map(([model, protocol, score]) => `${model} ${protocol} ${score}`),
    [
      "RF held out raw",
      "RF corrected raw",
      "RMIA references raw",
      "networks best raw",
      "networks best calibrated",
    ],
  );
  const { rows, caption } = report.privateScoresTable(run);
  assert.deepEqual(
    rows.map(([model, of]) => [model, of]),
    [["best", "this run"]],
  );
  assert.match(caption, /as handed in\.$/);
});

test("an ablation is read, may be missing, and is refused in another form", () => {
  assert.equal(run.ablation?.gains[0].name, "views");
  const file = path.join(folder, "ablation.json");
  writeFileSync(file, "{}");
  assert.throws(() => report.readRun(folder), /ablation\.json: found ablation\.base is missing/);
  rmSync(file);
  assert.equal(report.readRun(folder).ablation, null);
});
