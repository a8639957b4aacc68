import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreStatistics } from "../../lib/metrics";
import { judge } from "../../lib/review/answers/judge";
import { checkClaims } from "../../lib/review/claims/checkClaims";
import { claimsFromText } from "../../lib/review/claims/claimsFromText";
import type { Evidence } from "../../lib/review/claims/evidence";
import { holdClaims } from "../../lib/review/claims/holdClaims";
import type { ClaimSource } from "../../lib/review/claims/readClaims";
import { sourceFindings } from "../../lib/review/claims/sourceFindings";
import { makeRows } from "./makeSubmission";

const { ids, membership, scores } = makeRows();
const answers = { ids, membership, labels: null };
const judgement = judge(scores, answers, { seed: 42, holdout: 0.3, replicates: 100 });
const evidence: Evidence = {
  rows: ids.length,
  distinct: new Set(scores).size,
  statistics: scoreStatistics(scores),
  judgement,
  validation: null,
};
const source = (text: string, file = "report.txt"): ClaimSource => ({
  file,
  claims: claimsFromText(text, file),
  leftOut: 0,
  saysIsotonic: /isotonic/i.test(text),
});
const { min, max, mean, std } = scoreStatistics(scores);
const printed = (name: string, shift = 0) =>
  `Attack Results : ${name}\nScore range: [${min.toFixed(4)}, ${max.toFixed(4)}]\nScore mean: ${(mean + shift).toFixed(4)} Score std: ${std.toFixed(4)}\n`;

test("the file that a report's score statistics describe is found among several", () => {
  const other = { ...evidence, statistics: { min, max, mean: mean + 0.01, std } };
  const report = source(`${printed("RF", 0.02)}${printed("MLP")}`);
  const [a, b] = holdClaims(
    [report],
    [
      { team: "a", evidence: other },
      { team: "b", evidence },
    ],
  );
  assert.deepEqual(b.matches[0], { source: "report.txt", model: "MLP", agreeing: 4, stated: 4 });
  assert.ok(a.claims.every(({ reason }) => reason.endsWith("are those of b")));
  assert.deepEqual(a.findings, []);
  const [alone] = holdClaims([report], [{ team: "a", evidence: other }]);
  assert.deepEqual(
    alone.findings.map(({ code }) => code),
    ["statistics-do-not-fit"],
  );
});

test("a claimed figure is equal, inside its interval, outside it, or not checkable, with a reason", () => {
  const { auc, interval } = judgement.auc;
  const near = ((interval?.[1] ?? 1) + auc) / 2;
  const text = `AUC: ${auc.toFixed(4)}\nAUC: ${near.toFixed(4)}\nAUC: 0.51\nTPR@FPR=0.2: 0.5`;
  const checked = checkClaims(claimsFromText(text, "r"), evidence);
  assert.deepEqual(
    checked.map(({ status }) => status),
    ["equal", "inside", "outside", "not checkable"],
  );
  for (const { reason } of checked) assert.notEqual(reason, "");
  const unanswered = checkClaims(claimsFromText(text, "r"), { ...evidence, judgement: null });
  assert.ok(unanswered.every(({ status }) => status === "not checkable"));
});

test("a TPR read at the first point with FPR >= .05 is named as such", () => {
  const { publishedRuleTpr } = judgement;
  const tied = { ...judgement, publishedRuleTpr: publishedRuleTpr + 0.01 };
  const claimed = source(`TPR@FPR=0.05: ${tied.publishedRuleTpr.toFixed(4)}`);
  const [{ findings }] = holdClaims(
    [claimed],
    [{ team: "a", evidence: { ...evidence, judgement: tied } }],
  );
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["threshold-rule"],
  );
});

test("claims on validation rows are held against a run's own scores, by model", () => {
  const { auc } = judgement.auc;
  const report = source(
    `Training: RF AUC: ${auc.toFixed(4)}\nTraining: MLP AUC: ${auc.toFixed(4)}`,
  );
  const validation = new Map([["RF", judgement]]);
  const [{ claims, findings }] = holdClaims(
    [report],
    [{ team: "a", evidence: { ...evidence, judgement: null, validation } }],
  );
  assert.deepEqual(
    claims.map(({ model, status }) => `${model} ${status}`),
    ["RF equal", "MLP not checkable"],
  );
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["calibrated-and-reported"],
  );
});

test("isotonic calibration is claimed, and the file shows none", () => {
  const codes = (distinct: number) =>
    holdClaims(
      [source(`${printed("MLP")} Isotonic calibration`)],
      [{ team: "a", evidence: { ...evidence, distinct } }],
    )[0].findings.map(({ code }) => code);
  assert.deepEqual(codes(evidence.distinct), ["calibration-not-seen"]);
  assert.deepEqual(codes(40), []);
});

test("sources that state different figures for one thing are held against each other", () => {
  const report = source("Submission Results: MLP AUC: 0.6549");
  const readme = source("AUC: 0.6719", "README.md");
  const [found, ...more] = sourceFindings([report, readme]);
  assert.equal(found.code, "sources-disagree");
  assert.match(found.found, /0\.6549.*0\.6719/);
  assert.deepEqual(more, []);
  assert.deepEqual(sourceFindings([report, source("AUC: 0.655", "README.md")]), []);
});

test("a validation figure far above the server's is a warning", () => {
  const report = source(
    "Training: RF TPR@FPR=0.05: 0.1454\nSubmission Results: RF TPR@FPR=0.05: 0.0917",
  );
  assert.deepEqual(
    sourceFindings([report]).map(({ code }) => code),
    ["validation-above-server"],
  );
});
