import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { type MetricsRow, operatingPoints, pairedGain, readOff } from "../../lib/audit/outcome";
import { readCsv } from "../../lib/files";
import { bounds, type Estimate } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { MT19937, permutation } from "../../lib/numeric/random";
import * as report from "../../lib/report";
import * as review from "../../lib/review";
import { readValidation } from "../../lib/review/claims/readValidation";
import { writeSyntheticRun } from "../report/syntheticRun";
import { answersText, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const fromDir = path.join(folder, "run");
const [seed, rows, privateRows] = [11, 2400, 600];
const shuffled = (n: number) => permutation(n, new MT19937(99));
let run: report.Run;
let reviewed: review.Reviewed;

before(async () => {
  const models = ["RF", "LightGBM", "MLP"];
  writeSyntheticRun(fromDir, { seed, rows, privateRows, models, members: 0.5, answers: true });
  run = report.readRun(fromDir);
  const scores = readCsv(path.join(fromDir, "scores_private.csv"));
  const order = shuffled(privateRows);
  const idsOf = (from: readonly string[]) => Array.from(order, (row) => from[row]);
  const known = take(scores.numbers("membership"), order);
  const answers = write("answers.csv", answersText(idsOf(scores.texts("id")), known));
  const files = models.map((model) =>
    write(
      `submission_${model}.csv`,
      submissionText(scores.texts("id"), scores.numbers(`${model}_published_raw`)),
    ),
  );
  const evidence = { files, answers, expectedIds: null, claims: [], run: fromDir, notebooks: [] };
  const settings = { holdout: 0.3, replicates: null, execute: false };
  reviewed = await review.reviewAll({ ...evidence, ...settings });
});

/** What metrics.json says of a column on a part. */
const metricsRow = (column: string, part: string) =>
  run.metrics.rows.find((row) => row.column === column && row.part === part) as MetricsRow;

const ends = ({ value, low, high }: Estimate) => ({ value, low, high });
const tprIn = ({ tpr }: MetricsRow) => {
  const { tpr: value, ci } = tpr["0.05"];
  return { value, low: ci![0], high: ci![1] };
};
const aucIn = ({ auc: value, auc_ci: ci }: MetricsRow) => ({ value, low: ci![0], high: ci![1] });

test("what A1 prints, metrics.json, figures and tables hold: one estimate, one interval", () => {
  const { membership, scores } = run.scoredAs("MLP", "corrected");
  const order = shuffled(scores.length);
  const opened = [take(membership, order), take(scores, order)] as const;
  const row = metricsRow("MLP_corrected_raw", "report");
  const [auc, tpr] = [aucIn(row), tprIn(row)];

  const printed = readOff(...opened, { seed });
  assert.deepEqual([ends(printed.AUC), ends(printed["TPR@5%"])], [auc, tpr]);
  const [flagged] = operatingPoints(...opened, { seed }) as { TPR: Estimate }[];
  assert.deepEqual(flagged.TPR, tpr);
  const pairOf = (measure: "auc" | "tpr") => {
    const pairs = report.recipePairs(run, measure);
    assert.ok(typeof pairs !== "string");
    return pairs.find(({ name }) => name === "MLP")?.corrected;
  };
  assert.deepEqual([pairOf("auc"), pairOf("tpr")], [auc, tpr]);
  const { fpr, low, high } = report.withBand(run.scoredAs("MLP", "corrected"), { seed }).band!;
  const at5 = [...Array(fpr.length).keys()].find((point) => fpr[point] === 0.05)!;
  assert.deepEqual([low[at5], high[at5]], [tpr.low, tpr.high]);
  const lines = report.modelsTable(run).rows;
  const [, , , , , tableAuc, tableTpr] = lines.find(
    ([model, protocol, stage]) => `${model} ${protocol} ${stage}` === "MLP corrected raw",
  )!;
  assert.deepEqual([tableAuc, tableTpr], [auc, tpr]);
  const beside = report.besideBlind(run, { counted: false });
  assert.ok(typeof beside !== "string");
  assert.deepEqual(ends(beside.find(({ name }) => name === "MLP")!), auc);
});

test("a review of a submission gives metrics.json's intervals, whatever the order of the answers", () => {
  for (const model of run.models) {
    const { judgement } = review.judgedTeam(reviewed, `submission_${model}`);
    const row = metricsRow(`${model}_published_raw`, "private");
    assert.deepEqual(judgement.auc.interval, row.auc_ci);
    assert.equal(judgement.auc.auc, row.auc);
    assert.deepEqual(judgement.tpr[0].interval, row.tpr["0.05"].ci);
    assert.equal(judgement.tpr[0].tpr, row.tpr["0.05"].tpr);
  }
  assert.equal(reviewed.review.settings.seed, seed);
});

test("a review of claims gives metrics.json's intervals of the validation rows", () => {
  const { figures } = readValidation(fromDir);
  for (const model of run.models) {
    const row = metricsRow(`${model}_published_calibrated`, "validation");
    assert.deepEqual(figures.get(model)?.auc.interval, row.auc_ci);
    assert.deepEqual(figures.get(model)?.tpr[0].interval, row.tpr["0.05"].ci);
  }
});

test("a team's lead is the paired difference that A1 prints, however many teams there are", () => {
  const { answers, teams, review: whole } = reviewed;
  const [first] = whole.class!.leads;
  const scoresOf = (name: string) => teams.find((team) => team.name === name)!.scores!;
  const two = teams.filter(({ name }) => name === first.team || name === first.over);
  const { leads } = review.reviewClass(two, answers, { seed, replicates: 2000 });
  assert.deepEqual(leads, [first]);
  const both = [scoresOf(first.team), scoresOf(first.over)] as const;
  const gain = pairedGain(answers!.membership, ...both, { seed });
  assert.deepEqual(bounds(gain["TPR@5% gained"]), first.tpr.interval);
  assert.deepEqual(bounds(gain["AUC gained"]), first.auc.interval);
});
