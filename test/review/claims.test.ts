import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreStatistics } from "../../lib/metrics";
import { reported } from "../../lib/published";
import { judge } from "../../lib/review/answers/judge";
import { checkClaims } from "../../lib/review/claims/checkClaims";
import { claimsFromJson } from "../../lib/review/claims/claimsFromJson";
import { claimsFromText } from "../../lib/review/claims/claimsFromText";
import type { Evidence } from "../../lib/review/claims/evidence";
import { holdClaims } from "../../lib/review/claims/holdClaims";
import type { ClaimSource } from "../../lib/review/claims/readClaims";
import { readClaims } from "../../lib/review/claims/readClaims";
import { reviewClaims } from "../../lib/review/claims/reviewClaims";
import { sourceFindings } from "../../lib/review/claims/sourceFindings";
import { makeRows, scratchFolder } from "./makeSubmission";

const { write } = scratchFolder();
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
  saysIsotonic: /isotonic/i.test(text),
});
const { min, max, mean, std } = scoreStatistics(scores);
const printed = (name: string, shift = 0) =>
  `Attack Results : ${name}\nScore range: [${min.toFixed(4)}, ${max.toFixed(4)}]\nScore mean: ${(mean + shift).toFixed(4)} Score std: ${std.toFixed(4)}\n`;

test("the published report's words are read with model, rows and decimals", () => {
  const text = `Training: RF AUC: 0.6715\n\nTPR@FPR=0.05: 0.1454\n${printed("MLP")}Submission Results: MLP\n{'TPR@FPR=0.05': 0.145, 'AUC': 0.6548955000000001}`;
  const found = claimsFromText(text, "r");
  assert.deepEqual(
    found.map(({ model, on, quantity }) => `${model} ${on} ${quantity}`),
    [
      ...["RF validation auc", "RF validation tpr", "MLP submission min", "MLP submission max"],
      ...["MLP submission mean", "MLP submission std", "MLP server tpr", "MLP server auc"],
    ],
  );
  assert.equal(found[1].atFpr, 0.05);
  assert.equal(found[6].decimals, 3);
});

test("this project's own lines and figures in prose are read too", () => {
  const ours = claimsFromText(
    "RF  AUC: 0.7012  TPR@FPR=0.05: 0.3367\nRF: 2000 scores, range [0.0632, 0.8036], mean 0.4720, std 0.1342\n",
    "n",
  );
  assert.deepEqual(
    ours.map(({ quantity, value }) => [quantity, value]),
    [
      ["auc", 0.7012],
      ["tpr", 0.3367],
      ["rows", 2000],
      ["min", 0.0632],
      ["max", 0.8036],
      ["mean", 0.472],
      ["std", 0.1342],
    ],
  );
  const prose = claimsFromText("An AUC of **0.66** and TPR at 5% FPR of .148", "README.md");
  assert.deepEqual(
    prose.map(({ quantity, atFpr, value }) => [quantity, atFpr, value]),
    [
      ["auc", null, 0.66],
      ["tpr", 0.05, 0.148],
    ],
  );
});

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

test("claims in JSON: a list, or the tables of reported.json; anything else is refused", () => {
  const listed = { claims: [{ model: "MLP", quantity: "mean", value: "0.5090" }] };
  assert.deepEqual(claimsFromJson("c.json", listed, "c.json"), [
    {
      source: "c.json",
      model: "MLP",
      on: "submission",
      quantity: "mean",
      atFpr: null,
      value: 0.509,
      decimals: 4,
    },
  ]);
  const tables = claimsFromJson("c.json", reported, "c.json");
  assert.equal(tables.filter(({ on }) => on === "submission").length, 12);
  for (const wrong of [{}, [], { claims: [{ quantity: "f1", value: 1 }] }, { claims: [7] }]) {
    assert.throws(() => claimsFromJson("c.json", wrong, "c.json"), /c\.json: found/);
  }
});

test("claims are read from a notebook's outputs, not from its code", () => {
  const cell = (text: string) => ({
    cell_type: "code",
    source: "print('AUC: 0.9')",
    outputs: [{ output_type: "stream", name: "stdout", text: [text] }],
  });
  const notebook = { nbformat: 4, cells: [cell("AUC: 0.61\n")], metadata: {} };
  const { claims } = readClaims(write("a.ipynb", JSON.stringify(notebook)));
  assert.deepEqual(
    claims.map(({ value }) => value),
    [0.61],
  );
});

test("a source that cannot be read is a finding, and the others are read", () => {
  const { review, sources } = reviewClaims([write("c.json", "{"), write("r.txt", "AUC: 0.6")]);
  assert.deepEqual(
    review.sources.map(({ verdict }) => verdict),
    ["unreadable", "accepted"],
  );
  assert.equal(review.findings[0].code, "unreadable");
  assert.equal(sources.length, 1);
});
