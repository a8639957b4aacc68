import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cost, secondPass } from "../../../lib/audit/mistakes";
import { compared } from "../../../lib/audit/outcome";
import { type JudgedAttack, type Outcome, summaryOf } from "../../../lib/audit/summary";
import { type Measured, withoutInterval } from "../../../lib/metrics/estimate";
import { MT19937 } from "../../../lib/numeric/random";

const estimate = (value: number, low: number, high: number): Measured => {
  return { value, low, high, standardError: (high - low) / 4, note: null };
};

/** The chosen attack, ahead in nothing and behind in nothing. */
const even: JudgedAttack = {
  attack: "corrected RF",
  rival: "published RF",
  AUC: estimate(0.645, 0.601, 0.689),
  "TPR@5%": estimate(0.12, 0.08, 0.18),
  "AUC gained": estimate(0.01, -0.02, 0.04),
  "TPR@5% gained": estimate(-0.005, -0.06, 0.05),
};

const outcome: Outcome = {
  chosen: "corrected RF",
  chosenBy: "the largest AUC on the calibrate rows",
  membership: Uint8Array.from({ length: 500 }, (_, row) => (row < 250 ? 1 : 0)),
  publicRows: 2500,
  judged: [even],
  found: null,
  submission: "submission_RF_corrected.csv",
  warnings: [],
  further: ["reference models"],
};

const saying = (changes: Partial<Outcome>) => summaryOf({ ...outcome, ...changes });
const chosenIs = (changes: Partial<JudgedAttack>) => saying({ judged: [{ ...even, ...changes }] });

test("it names the chosen attack, what chose it, and its AUC and TPR with intervals on rows counted", () => {
  const [line] = saying({}).split("\n");
  assert.match(line, /corrected RF, chosen by the largest AUC on the calibrate rows\./);
  assert.match(line, /500 rows that took no part .* \(250 members\)/);
  assert.match(line, /AUC of \.645 \[\.601, \.689\] and a TPR of \.120 \[\.080, \.180\]/);
  assert.match(line, /tells members from non-members beyond luck/);
});

test("intervals that hold 0 show nobody ahead, and it says so", () => {
  const text = saying({});
  assert.match(
    text,
    /corrected RF, paired row by row with published RF, is \*\*not shown to be ahead\*\*, nor behind, in AUC \(difference \.010 \[-\.020, \.040\]\) and TPR \(difference -\.005 \[-\.060, \.050\]\)/,
  );
  assert.doesNotMatch(text, /is shown to be/);
});

test("ahead in one figure and undecided in the other are two clauses", () => {
  const text = chosenIs({ "AUC gained": estimate(0.03, 0.01, 0.05) });
  assert.match(
    text,
    /\*\*is shown to be ahead\*\* in AUC \(difference \.030 \[\.010, \.050\]\); it is \*\*not shown/,
  );
});

test("an attack that is behind is said to be, and the rival is not taken for it on these rows", () => {
  const text = chosenIs({ "AUC gained": estimate(-0.03, -0.05, -0.01) });
  assert.match(text, /with published RF, \*\*is shown to be behind\*\* in AUC/);
  assert.match(text, /`submission_RF_corrected\.csv`\. .* To take published RF instead/);
  assert.doesNotMatch(saying({}), /To take published/);
});

test("an end of an interval that is 0 shows nothing", () => {
  assert.match(
    chosenIs({ "AUC gained": estimate(0, 0, 0) }),
    /not shown to be ahead\*\*, nor behind, in AUC/,
  );
});

test("too few non-members: no interval is made up, and how many it takes is said", () => {
  const note = "FPR 0.05 is not resolvable with 30 non-members: 10 / 30 = 0.3333";
  const membership = Uint8Array.from({ length: 60 }, (_, row) => row % 2);
  const few = {
    ...even,
    "TPR@5%": withoutInterval(0.1, note),
    "TPR@5% gained": withoutInterval(0.03, note),
  };
  const text = saying({ membership, judged: [few] });
  assert.match(text, /a TPR of \.100 at an FPR of at most 5 % \(FPR 0\.05 is not resolvable/);
  assert.match(text, /cannot be compared, for want of rows, in TPR \(difference \.030\)/);
  assert.match(text, /takes 200 of them among the rows that judge, where 30 are now/);
  assert.doesNotMatch(saying({}), /among the rows that judge/);
});

test("an AUC that holds .5, or lies below it, is not called an attack", () => {
  assert.match(chosenIs({ AUC: estimate(0.52, 0.48, 0.56) }), /not shown to tell members/);
  assert.match(chosenIs({ AUC: estimate(0.4, 0.36, 0.44) }), /takes members for non-members/);
  const none = withoutInterval(1, "all ordered");
  assert.match(chosenIs({ AUC: none }), /these rows cannot say/);
});

test("without answers nothing is said of private rows, with them what was found there", () => {
  assert.doesNotMatch(saying({}), /private/);
  const found = { n: 1000, AUC: even.AUC, "TPR@5%": even["TPR@5%"] };
  const [line] = saying({ found })
    .split("\n")
    .filter((one) => one.includes("By the answers"));
  assert.match(line, /On 1,000 private rows corrected RF reaches an AUC of \.645 \[\.601, \.689\]/);
  assert.doesNotMatch(line, /Paired/);
  const beside = { ...found, "AUC gained": estimate(0.03, 0.01, 0.05) };
  assert.match(
    saying({ found: beside }),
    /Paired with published RF as handed in, it \*\*is shown to be ahead\*\* in AUC/,
  );
});

const cost = (changes: Partial<Cost>): Cost => {
  const figures = { "as published": 0.6, corrected: 0.62, "corrected - published": null };
  return { mistake: "b", model: "RF", quantity: "AUC", ...figures, ...changes };
};

test("a mistake costs where the interval leaves out 0, whichever way the figure is better", () => {
  const costs = [
    cost({
      mistake: "a",
      quantity: "Brier score",
      "corrected - published": estimate(-0.02, -0.03, -0.01),
    }),
    cost({ mistake: "b", "corrected - published": estimate(0.02, 0.01, 0.03) }),
    cost({ mistake: "c", "corrected - published": estimate(-0.02, -0.03, -0.01) }),
    cost({ mistake: "d", "corrected - published": estimate(0.02, -0.01, 0.05) }),
    cost({
      mistake: "g",
      quantity: "TPR@5%, scaler frozen",
      "corrected - published": estimate(-0.02, -0.03, -0.01),
    }),
  ];
  const text = saying({ costs });
  assert.match(
    text,
    /\*\*a\*\* \(the calibrated model is thrown away\): worse Brier score: RF by \.020 \[\.010, \.030\]\./,
  );
  assert.match(text, /\*\*b\*\* .*: worse AUC: RF by \.020 \[\.010, \.030\]\./);
  assert.match(text, /\*\*c\*\* .*: too good AUC: RF by \.020 \[\.010, \.030\]\./);
  assert.match(text, /\*\*g\*\* .*: better TPR@5%, scaler frozen: RF by \.020/);
  assert.match(text, /Nothing is shown of d\./);
  assert.match(text, /Of 5 intervals 4 leave out 0; luck alone would have some 0\.3 do so\./);
});

test("figures without an interval are told where they differ alone", () => {
  const costs = [
    cost({ mistake: "e", model: "RF", quantity: "TPR@5%", "as published": 0.15, corrected: 0.145 }),
    cost({ mistake: "e", model: "MLP", quantity: "TPR@5%", "as published": 0.15, corrected: 0.15 }),
    ...secondPass(4000),
  ];
  const text = saying({ costs });
  assert.match(text, /\*\*e\*\* .*: TPR@5%: RF \.150 instead of \.145\./);
  assert.match(text, /\*\*f\*\* .*: 4,000 images once more than needed\./);
  const same = [cost({ mistake: "e", "as published": 0.15, corrected: 0.15 })];
  assert.match(saying({ costs: same }), /Nothing is shown of e\./);
  assert.doesNotMatch(saying({}), /mistake/);
});

test("what would sharpen: the rows by which a difference as large as the one found would show", () => {
  const rowsFor = (gained: Measured) =>
    chosenIs({ "AUC gained": gained, "TPR@5% gained": estimate(0.05, 0.01, 0.09) });
  assert.match(
    rowsFor(estimate(0.01, -0.01, 0.03)),
    /found, \.010, would be shown by some 10,000 rows, where 2,500 are given/,
  );
  assert.match(
    rowsFor(estimate(0.001, -0.03, 0.03)),
    /is next to nothing, and would take more than 100 times the 2,500 rows/,
  );
  assert.doesNotMatch(rowsFor(estimate(0.03, 0.01, 0.05)), /More public rows/);
  const skewed = rowsFor(estimate(-0.1, -0.15, 0.05));
  assert.match(skewed, /-\.100, would be shown by some 5,600 rows/);
  assert.match(saying({}), /Beyond this notebook: reference models\./);
  assert.doesNotMatch(saying({ further: [] }), /Beyond/);
});

test("what says that no figure can be trusted stands first, and again where the file is named", () => {
  const text = saying({ warnings: ["members and non-members differ in source"] });
  assert.match(text, /^- \*\*Before all else\.\*\* members and non-members differ in source\n/);
  assert.match(text, /`submission_RF_corrected\.csv`\. .*Mend what stands first/);
});

test("other attacks on the same rows follow, one without a rival does not, an unknown choice is refused", () => {
  const other = { ...even, attack: "corrected MLP", rival: "published MLP" };
  const alone = { attack: "published MLP", rival: "", AUC: even.AUC, "TPR@5%": even["TPR@5%"] };
  const text = saying({ judged: [alone, other, even] });
  assert.match(
    text,
    /\n {2}- On these rows corrected MLP, paired row by row with published MLP, is /,
  );
  assert.doesNotMatch(text, /published MLP (is|has)/);
  assert.throws(
    () => saying({ chosen: "best" }),
    /^RangeError: chosen: found best, expected one of corrected RF$/,
  );
});

test("what is measured on rows goes in as it is", () => {
  const rng = new MT19937(1);
  const membership = Uint8Array.from({ length: 600 }, (_, row) => row % 2);
  const scores = Float64Array.from(membership, (member) => member + 3 * rng.double());
  const rival = Float64Array.from(membership, () => rng.double());
  const read = compared(membership, scores, rival, { seed: 4 });
  const judged = [{ attack: "corrected RF", rival: "published RF", ...read }];
  assert.match(saying({ membership, judged }), /\*\*is shown to be ahead\*\* in AUC .* and TPR/);
});

test("of cross-fitted figures it says that every public row judges, and what one fold would have to hold", () => {
  const folds = Int32Array.from({ length: 500 }, (_, row) => 1 + (row % 5));
  const text = saying({ folds });
  assert.match(
    text,
    /On all 500 public rows \(250 members\), each judged by an attack that had not seen it \(5 folds; fit, calibration and choice on the others\) it reaches/,
  );
  assert.match(
    text,
    /Such an attack is chosen for each fold without the fold's rows, so its figures/,
  );
  assert.doesNotMatch(text, /before these rows were opened/);
  assert.match(text, /takes 200 of them in each fold, where 50 are now/);
});
