import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { delongAuc } from "../../lib/metrics";
import * as review from "../../lib/review";
import { findingRows } from "../../lib/review/tables";
import { answersText, makeRows, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const { ids, membership, scores } = makeRows();
const other = makeRows({ seed: 1, shift: 0.01 }).scores;
const settings = { claims: [], run: null, notebooks: [], holdout: 0.3, seed: 1, execute: false };
let reviewed: review.Reviewed;
let answers: string;

before(async () => {
  answers = write("answers.csv", answersText(ids, membership));
  write("submission_good.csv", submissionText(ids, scores));
  write("submission_weak.csv", submissionText(ids, other));
  const files = review.submissionsIn(folder);
  const request = { ...settings, files, answers, expectedIds: null, replicates: 100 };
  reviewed = await review.reviewAll(request);
});

test("a run's submissions are found by name, and no other file of it", () => {
  const names = review.submissionsIn(folder).map((file) => path.basename(file));
  assert.deepEqual(names, ["submission_good.csv", "submission_weak.csv"]);
});

test("a judged team has its scores in the order of the answers; others are refused by name", async () => {
  const team = review.judgedTeam(reviewed, "submission_good");
  assert.deepEqual(team.scores, scores);
  assert.equal(team.judgement.rows, ids.length);
  assert.throws(
    () => review.judgedTeam(reviewed, "good"),
    /team: found good, expected one of submission_good, submission_weak/,
  );
  const unjudged = { ...reviewed, teams: [] };
  assert.throws(() => review.judgedTeam(unjudged, "submission_good"), /without judgement/);
});

test("a judgement's lines are the AUC and the TPR at three limits, each as an estimate", () => {
  const { judgement } = review.judgedTeam(reviewed, "submission_good");
  const [auc, ...rates] = review.judgementRows(judgement) as {
    measure: string;
    estimate: object;
  }[];
  const { value, low, high } = delongAuc(membership, scores);
  assert.deepEqual(auc, { measure: "AUC", estimate: { value, low, high } });
  const limits = rates.map(({ measure }) => measure);
  assert.deepEqual(
    limits,
    [0.05, 0.01, 0.001].map((limit) => `TPR at FPR <= ${limit}`),
  );
});

test("a class without an AUC has no estimate, the others have value and interval", () => {
  const counts = { members: 3, nonMembers: 4 };
  const known = { label: "1", ...counts, auc: 0.7, interval: [0.6, 0.8] as const };
  const unknown = { label: "2", ...counts, auc: null, interval: null };
  assert.deepEqual(review.classEstimates([known, unknown]), [
    { label: "class 1", ...counts, value: 0.7, low: 0.6, high: 0.8 },
    { label: "class 2", ...counts },
  ]);
});

test("standings go from the best down, the last without a lead", () => {
  const { class: compared, submissions } = reviewed.review;
  assert.ok(compared);
  const [first, last] = review.standings(compared, submissions);
  assert.deepEqual([first.team, last.team], ["submission_good", "submission_weak"]);
  assert.equal(first.ahead, compared.leads[0].established ? "yes" : "no");
  assert.equal(first["less the next"]?.value, compared.leads[0].tpr.difference);
  assert.deepEqual([last.ahead, last["less the next"]], ["", null]);
});

test("findings keep their places, more than ten with dots; none is told in a line", () => {
  const rows = Array.from({ length: 10 }, (_, i) => i + 2);
  const what = {
    level: "note",
    code: "ties",
    found: "ties",
    expected: "none",
    mend: "break",
  } as const;
  const [row] = findingRows([{ ...what, rows, count: 11 }], "lines") as { lines: string }[];
  assert.equal(row.lines, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …");
  assert.deepEqual(findingRows([], "cells"), [{ found: "nothing" }]);
});

test("claims and matches are told a line each, a file without a stated statistic too", () => {
  assert.deepEqual(review.matchRows(reviewed.review.submissions)[0], {
    file: "submission_good",
    "best match": null,
    "statistics that agree": "none stated",
  });
  const matches = [{ source: "report", model: "MLP", agreeing: 3, stated: 4 }];
  const [team] = reviewed.review.submissions;
  const [match] = review.matchRows([{ ...team, matches }]);
  assert.deepEqual([match["best match"], match["statistics that agree"]], ["MLP", "3 of 4"]);
  const evidence = { ...review.judgedTeam(reviewed, "submission_good"), validation: null };
  const checked = review.checkClaims(review.publishedClaims(), evidence);
  const [first] = review.claimRows(checked);
  assert.deepEqual([first.rows, first.claim, first.stands], ["validation", "auc", "not checkable"]);
});

test("the leaderboard's distance is one sentence", () => {
  const { holdout } = review.judgedTeam(reviewed, "submission_good").judgement;
  const text = review.holdoutText(holdout);
  assert.match(
    text,
    /^Leaderboard on 30 % of the rows .* 95 % of 50 splits: AUC between -.* and \+/,
  );
});

test("a Python notebook made to be reviewed is read as one, with its counts and outputs", async () => {
  const cells = [
    { code: ["import os", "print(1)"], count: 2, printed: "1\n" },
    { code: ["x = 1"], count: null },
  ];
  const file = write("Homework.ipynb", review.pythonNotebook(cells));
  const found = await review.reviewNotebook(file, { execute: false });
  assert.deepEqual([found.language, found.cells], ["python", 2]);
  const codes = found.findings.map(({ code }) => code);
  assert.ok(codes.includes("cells-not-run") && codes.includes("out-of-order"), codes.join());
});
