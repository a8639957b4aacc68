import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreStatistics } from "../../lib/metrics";
import { judge } from "../../lib/review/answers/judge";
import { checkClaims } from "../../lib/review/claims/checkClaims";
import { decimalsOf } from "../../lib/review/claims/claim";
import { claimsFromJson } from "../../lib/review/claims/claimsFromJson";
import { claimsFromText } from "../../lib/review/claims/claimsFromText";
import { matchModels } from "../../lib/review/claims/matchModels";
import { sourceFindings } from "../../lib/review/claims/sourceFindings";
import { makeRows } from "./makeSubmission";

const { ids, membership, scores } = makeRows({ n: 100, shift: 0.1 });
const judgement = judge(
  scores,
  { ids, membership, labels: null },
  { seed: 42, holdout: 0.3, replicates: 100 },
);
const evidence = {
  rows: ids.length,
  distinct: ids.length,
  statistics: scoreStatistics(scores),
  judgement,
  validation: null,
};
const statusOf = (text: string) =>
  checkClaims(claimsFromText(text, "r"), evidence).map(({ status }) => status);
const sourceOf = (text: string, file = "r") => ({
  file,
  claims: claimsFromText(text, file),
  leftOut: 0,
  saysIsotonic: false,
});

test("decimals are counted with the exponent", () => {
  const known = { "0.5090": 4, "9e-1": 1, "5.966e-1": 4, "596.6e-3": 4, "1": 0, "1.": 0, "2e4": 0 };
  for (const [text, decimals] of Object.entries(known)) assert.equal(decimalsOf(text), decimals);
  assert.equal(decimalsOf("1e-999"), 20);
  assert.equal(decimalsOf("0E5"), 0);
});

test("a figure in scientific notation holds to its own digits", () => {
  const { auc } = judgement.auc;
  assert.notEqual(auc.toFixed(1), "0.9");
  assert.deepEqual(statusOf("AUC: 9e-1"), ["outside"]);
  assert.deepEqual(statusOf(`AUC: ${(auc * 1e4).toFixed(0)}e-4`), ["equal"]);
  const [claim] = claimsFromJson("c", { claims: [{ quantity: "auc", value: "9e-1" }] }, "c");
  assert.equal(checkClaims([claim], evidence)[0].status, "outside");
});

test("a rate or a statistic without decimals holds for nothing, and is a note", () => {
  for (const text of ["AUC: 1", "AUC: 0", "TPR@FPR=0.05: 0", "Score mean: 0", "AUC: 1e0"]) {
    assert.deepEqual(statusOf(text), ["not checkable"], text);
    const found = sourceFindings([sourceOf(text)]);
    assert.deepEqual(
      found.map(({ level, code }) => [level, code]),
      [["note", "no-decimals"]],
    );
  }
  const bare = claimsFromText("Score range: [0, 1] Score mean: 0e300 Score std: 0", "r");
  assert.deepEqual(matchModels(bare, evidence), []);
  assert.deepEqual(
    sourceFindings([sourceOf("AUC: 0.61", "a"), sourceOf("AUC: 0.61\nAUC: 0", "b")]).map(
      ({ code }) => code,
    ),
    ["no-decimals"],
  );
});

test("rows are counted exactly, and numbers are decimal", () => {
  const rows = (value: unknown) =>
    checkClaims(claimsFromJson("c", { claims: [{ quantity: "rows", value }] }, "c"), evidence)[0]
      .status;
  assert.equal(rows("1e2"), "equal");
  assert.equal(rows("2e2"), "outside");
  assert.equal(rows("0e9"), "outside");
  for (const value of ["0x64", "1e999", "", "1_0", { toString: 1 }, [1]]) {
    assert.throws(() => rows(value), /c: found value/);
  }
  for (const claim of [{ model: { toString: 1 } }, { source: [] }, { on: {} }, { at_fpr: "5" }]) {
    const stated = { claims: [{ quantity: "tpr", value: 0.5, ...claim }] };
    assert.throws(() => claimsFromJson("c", stated, "c"), /c: found \w+ .* in claim 1/);
  }
});

test("sources are held against the one with the most digits", () => {
  const codes = (...texts: string[]) =>
    sourceFindings(texts.map((text, i) => sourceOf(text, `s${i}`))).map(({ found }) => found);
  assert.equal(codes("AUC: 0.7", "AUC: 0.66", "AUC: 0.74").length, 1);
  assert.equal(codes("AUC: 0.61", "AUC: 0.61\nAUC: 0.62").length, 1);
  assert.deepEqual(
    codes("Training: RF AUC: 0.61\nTraining: MLP AUC: 0.62", "Training: RF AUC: 0.61"),
    [],
  );
});
