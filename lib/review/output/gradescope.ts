import { writeJson } from "../../files/outputs";
import type { Finding } from "../finding";
import type { Review } from "../review";
import { maxScore } from "./grades";
import { rateText } from "./words";

/** One entry of Gradescope's list. */
interface GradescopeTest {
  readonly name: string;
  readonly score?: number;
  readonly max_score?: number;
  readonly status: "passed" | "failed";
  readonly visibility: "visible" | "after_published";
  readonly output: string;
}

/**
 * Writes the results.json that a Gradescope autograder leaves: the submission's validity scored 1 or
 * 0, each finding as an unscored test. What comes from the answers is shown to students only once
 * grades are published.
 *
 * @see Gradescope's autograder specification, "Output format"
 * @throws InputError if the file cannot be written
 * @example
 * writeGradescope("/autograder/results/results.json", review);
 */
export function writeGradescope(file: string, review: Review): void {
  const tests = [
    ...review.submissions.flatMap(({ team, verdict, findings, judgement }) => [
      validity(team, verdict === "accepted"),
      ...findings.map(testOf),
      ...(judgement === null ? [] : [measured(judgement)]),
    ]),
    ...[...review.notebooks, review.claims].flatMap(({ findings }) => findings.map(testOf)),
  ];
  const score = tests.reduce((sum, test) => sum + (test.score ?? 0), 0);
  writeJson(file, { score, output: `The review's verdict: ${review.verdict}`, tests });
}

function validity(team: string, accepted: boolean): GradescopeTest {
  const name = `${team}: a valid submission`;
  const score = accepted ? maxScore : 0;
  const output = accepted ? "The server would take it." : "The server would refuse it: see below.";
  const status = accepted ? "passed" : "failed";
  return { name, score, max_score: maxScore, status, visibility: "visible", output };
}

/** Findings that only the answers can give rise to. */
const fromAnswers = ["inverted", "chance", "tie-cost", "threshold-rule", "claim-outside"];

function testOf({ level, code, found, expected, mend }: Finding): GradescopeTest {
  return {
    name: `${level}: ${code}`,
    status: level === "error" ? "failed" : "passed",
    visibility: fromAnswers.includes(code) ? "after_published" : "visible",
    output: `${found}; expected ${expected}; to mend it: ${mend}`,
  };
}

function measured({ auc, tpr }: NonNullable<Review["submissions"][number]["judgement"]>) {
  const lines = [
    `AUC ${rateText(auc.auc, auc.interval)}`,
    ...tpr.map((at) => `TPR at FPR <= ${at.maxFpr}: ${rateText(at.tpr, at.interval)}`),
  ];
  const test: GradescopeTest = {
    name: "measured on the answers, 95 % intervals",
    status: "passed",
    visibility: "after_published",
    output: lines.join("\n"),
  };
  return test;
}
