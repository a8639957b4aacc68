import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { epsilonBounds } from "../../../lib/audit/epsilon";
import { metricsRow } from "../../../lib/audit/outcome";
import type { Outcome } from "../../../lib/audit/summary";
import {
  FIGURES,
  judgeThreshold,
  type Measurements,
  parseThreshold,
  readVerdict,
  type Verdict,
  verdictOf,
  verdictSchema,
} from "../../../lib/audit/verdict";
import { schemaProblems } from "../../../lib/files/outputs";
import type { Measured } from "../../../lib/metrics/estimate";
import { MT19937 } from "../../../lib/numeric/random";
import { verdictPage } from "../../../lib/report/pages/verdictPage";

const estimate = (value: number, low: number, high: number): Measured => {
  return { value, low, high, standardError: (high - low) / 4, note: null };
};

const membership = Uint8Array.from({ length: 600 }, (_, row) => row % 2);
const random = new MT19937(7);
const scores = Float64Array.from(membership, (one) => random.double() + one * random.double());
const of = { column: "RF_corrected_raw", model: "RF", protocol: "corrected" };
const row = metricsRow({ ...of, part: "report" }, membership, scores, { seed: 42 });

const outcome: Outcome = {
  chosen: "corrected RF",
  chosenBy: "the largest AUC on the calibrate rows",
  membership,
  publicRows: 3000,
  judged: [
    {
      attack: "corrected MLP",
      rival: "published MLP",
      AUC: estimate(0.6, 0.55, 0.65),
      "TPR@5%": estimate(0.1, 0.05, 0.15),
      "AUC gained": estimate(-0.02, -0.05, 0.01),
    },
    {
      attack: "corrected RF",
      rival: "published RF",
      AUC: estimate(0.645, 0.601, 0.689),
      "TPR@5%": estimate(0.12, 0.08, 0.18),
      "AUC gained": estimate(0.01, -0.02, 0.04),
      "TPR@5% gained": estimate(0.05, 0.01, 0.09),
    },
  ],
  found: null,
  submission: "submission_RF_corrected.csv",
  warnings: [],
  further: ["reference models (`Best_Attack`)"],
};

const sha256 = "ab".repeat(32);
const measured: Measurements = {
  rows: [row],
  column: of.column,
  scores,
  inputs: { model: { file: "model.pt", sha256, size: 3 }, public: { file: "pub.pt", sha256 } },
  network: { summary: "ResNet-18 <44 classes>" },
  isMember: Uint8Array.from({ length: 3000 }, (_, row) => row % 3 && 1),
  privateRows: 1000,
  flagged: [
    { set: "public", "promised rate": 0.05, flagged: 3, "realised rate": 0 },
    { set: "private", "promised rate": 0.05, flagged: 2, "realised rate": "not known" },
  ],
};

const verdictWith = (changes: Partial<Measurements> = {}, other: Partial<Outcome> = {}): Verdict =>
  verdictOf({ ...outcome, ...other }, { ...measured, ...changes });
const whole = verdictWith();
const judged = (threshold: string) => judgeThreshold(parseThreshold(threshold), whole);

test("it names what was attacked, the rows that judge, and the figures of metrics.json with intervals", () => {
  const { attacked, judged, attack, gains, found } = whole;
  assert.deepEqual(attacked.model, { file: "model.pt", sha256 });
  assert.equal(attacked.network, "ResNet-18 <44 classes>");
  assert.deepEqual(attacked.public, { rows: 3000, members: 2000 });
  assert.deepEqual(attacked.private, { rows: 1000 });
  assert.equal(attack, "corrected RF");
  assert.equal(judged.part, "report");
  assert.deepEqual([judged.rows, judged.members], [600, 300]);
  assert.deepEqual(judged.auc, { value: row.auc, low: row.auc_ci?.[0], high: row.auc_ci?.[1] });
  const { tpr, fpr, ci } = row.tpr["0.05"];
  assert.deepEqual(judged.tpr["0.05"], { value: tpr, low: ci?.[0], high: ci?.[1], fpr });
  assert.equal(judged.tpr["0.001"].low, null);
  assert.match(judged.tpr["0.001"].note ?? "", /not resolvable with 300 non-members/);
  assert.deepEqual(
    gains.map(({ over, figure, value }) => [over, figure, value]),
    [
      ["published RF", "AUC", 0.01],
      ["published RF", "TPR", 0.05],
      ["published MLP", "AUC", -0.02],
    ],
    "the chosen attack's come first",
  );
  assert.equal(found, null);
});

test("epsilon is bounded by all four methods on the rows that judge, each with what it needs", () => {
  const { epsilon, guarantee, notTested } = verdictWith({
    dp: { epsilon: 0.01, delta: 1e-4, training: null, accountant: "stated" },
  });
  const expected = epsilonBounds(membership, scores, { delta: 1e-4 });
  assert.deepEqual(
    epsilon.map(({ method, epsilon }) => [method, epsilon]),
    expected.map(({ method, epsilon }) => [method, epsilon]),
  );
  assert.ok(epsilon.some(({ epsilon }) => epsilon > 0));
  for (const { assumes, confidence, delta } of epsilon) {
    assert.match(assumes[0], /assigned at random/);
    assert.deepEqual([confidence, delta], [0.95, 1e-4]);
  }
  assert.equal(guarantee?.contradicted, true);
  assert.match(guarantee?.says ?? "", /at most 0\.01 at delta 0\.0001 is promised/);
  assert.doesNotMatch(notTested.join(), /differential privacy/);
  assert.match(whole.notTested.join(), /differential privacy: none was given/);
});

test("cross-fitted figures speak where a column has both, and private ones are what was found", () => {
  const crossfitted = { ...row, part: "crossfitted", auc: 0.7 };
  const answered = { ...row, part: "private", n: 900, members: 450 };
  const { judged, found } = verdictWith({ rows: [answered, row, crossfitted] });
  assert.deepEqual([judged.part, judged.auc.value], ["crossfitted", 0.7]);
  assert.deepEqual([found?.rows, found?.members], [900, 450]);
});

test("what was not tested is said: answers, limits that rows do not resolve, exposure, what else could be asked", () => {
  const { notTested } = verdictWith({ flagged: [] });
  assert.match(notTested[0], /private rows bear it out/);
  assert.match(notTested[1], /FPR 0\.01 and FPR 0\.001: too few non-members \(300\)/);
  assert.match(notTested[2], /who is exposed/);
  assert.equal(notTested[4], "reference models (Best_Attack)");
  const answered = { ...row, part: "private" };
  assert.doesNotMatch(
    verdictWith({ rows: [row, answered] }).notTested.join(),
    /bear it out|exposed/,
  );
});

test("a column that nothing judges, or scores of other rows, are refused in one line", () => {
  assert.throws(() => verdictWith({ column: "RF" }), {
    name: "RangeError",
    message: "column: found RF, expected one of RF_corrected_raw",
  });
  assert.throws(() => verdictWith({ scores: scores.slice(1) }), {
    message: "scores: found 599 rows, expected 600 as in the report row of RF_corrected_raw",
  });
});

test("summary.json agrees with its schema, and what does not is refused by name", () => {
  const verdict = verdictWith({ thresholds: ["auc > 0.9"] });
  const read = JSON.parse(JSON.stringify(verdict));
  assert.deepEqual(schemaProblems(read, verdictSchema, "summary"), []);
  const folder = mkdtempSync(path.join(tmpdir(), "mia-verdict-"));
  const file = path.join(folder, "summary.json");
  writeFileSync(file, JSON.stringify(verdict));
  assert.deepEqual(readVerdict(file), read);
  writeFileSync(file, JSON.stringify({ ...verdict, judged: { ...verdict.judged, rows: 0 } }));
  assert.throws(() => readVerdict(file), /summary\.json: found summary\.judged\.rows is 0/);
  writeFileSync(file, "{");
  assert.throws(() => readVerdict(file), { name: "InputError", message: /summary\.json/ });
});

test("a threshold is a figure, an operator and a number; limits may be in per cent", () => {
  assert.deepEqual(parseThreshold("tpr@1% >= 0.05"), {
    text: "tpr@0.01 >= 0.05",
    figure: "tpr@0.01",
    operator: ">=",
    value: 0.05,
  });
  assert.equal(parseThreshold("tpr@.001.low<1e-2").figure, "tpr@0.001.low");
  assert.equal(parseThreshold("epsilon@one-run-fdp > 1").figure, "epsilon@one-run-fdp");
  for (const figure of FIGURES) assert.equal(parseThreshold(`${figure} < 1`).figure, figure);
});

test("a threshold that cannot be read, or names nothing, is one line that says what could", () => {
  const message = (typed: string) => {
    try {
      parseThreshold(typed);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  assert.match(message("tpr@0.02 > 1"), /no figure tpr@0\.02 \(did you mean tpr@0\.0\d+\?\)/);
  assert.match(message("acu > 1"), /did you mean auc\?/);
  assert.match(message("auc > high"), /found high behind >, expected a number$/);
  for (const typed of ["", "auc", "auc >", "> 1", "auc > 1 > 2", "auc = 1", "auc >> 1"]) {
    assert.match(message(typed), /^threshold ".*": [^\n]*$/, typed);
  }
});

test("a threshold that holds fails, with the figure and its interval; one that does not passes", () => {
  const { value } = whole.judged.auc;
  const shown = value.toFixed(3).slice(1);
  const failed = judged("auc > 0.5");
  assert.equal(failed.fails, true);
  assert.match(failed.found, new RegExp(`^\\${shown} \\[\\.\\d{3}, \\.\\d{3}\\]$`));
  assert.equal(judged("auc < 0.5").fails, false);
  assert.equal(judged(`auc >= ${value}`).fails, true);
  assert.equal(judged(`auc > ${value}`).fails, false);
  assert.equal(judged(`auc.low < ${value}`).fails, true);
  assert.equal(judged("flagged.public@0.05 > 2").fails, true);
  const [, oneRun] = whole.epsilon;
  assert.equal(judged(`epsilon >= ${oneRun.epsilon}`).fails, true);
  assert.match(
    judged("epsilon > 9").found,
    /at least .* \(one-run, delta 0\.00001, confidence 0\.95\)/,
  );
});

test("a figure that is not known or not resolved fails, whichever way it is asked", () => {
  for (const operator of [">", "<"]) {
    const unresolved = judged(`tpr@0.001 ${operator} 0.5`);
    assert.equal(unresolved.fails, true);
    assert.match(unresolved.found, /^no figure: FPR 0\.001 is not resolvable/);
    const nobody = judged(`flagged.private@0.1 ${operator} 5`);
    assert.equal(nobody.fails, true);
    assert.match(nobody.found, /does not say who is exposed/);
  }
});

test("the page shows every part, escapes what files say, and leads with warnings and failures", () => {
  const verdict = verdictWith(
    { thresholds: ["auc > 0.5", "auc > 0.99"] },
    { warnings: ["members and non-members **differ** in source <b>"] },
  );
  const page = verdictPage(verdict);
  const at = (text: string) => {
    const index = page.indexOf(text);
    assert.ok(index > 0, text);
    return index;
  };
  assert.match(page, /ResNet-18 &lt;44 classes&gt;/);
  assert.match(page, /model\.pt \(SHA-256 abababababab…\)/);
  assert.ok(at("differ in source &lt;b&gt;") < at("beyond luck"));
  assert.ok(at("Failed: auc &gt; 0.5; found") < at("beyond luck"));
  at("Passed: auc &gt; 0.99; found");
  for (const head of ["How strong", "In epsilon", "Who is exposed", "What was not tested"])
    at(head);
  assert.match(page, /1 in 1,000<\/td><td class="whole">[\d.]+\u00a0%<\/td><td>not resolved/);
  assert.doesNotMatch(page, /<script/);
});

test("scores that tell nothing are not said to tell, and nothing is bounded", () => {
  const flat = new Float64Array(600).fill(0.5);
  const none = metricsRow({ ...of, part: "report" }, membership, flat, { seed: 42 });
  const verdict = verdictWith({ rows: [none], scores: flat });
  assert.ok(verdict.epsilon.every(({ epsilon }) => epsilon === 0));
  assert.match(verdictPage(verdict), /these rows cannot say/);
  const around = { ...row, auc: 0.51, auc_ci: [0.46, 0.56] as const };
  assert.match(
    verdictPage(verdictWith({ rows: [around] })),
    /It is not shown that training images/,
  );
});
