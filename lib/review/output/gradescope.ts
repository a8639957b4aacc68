import { visible } from "../../files";
import { writeJson } from "../../files/outputs";
import type { Finding } from "../finding";
import type { RulePoints, TeamPoints } from "../points/pointsOf";
import { type Review, worst } from "../review";
import { maxScore } from "./grades";
import { type Reveal, type StudentView, studentNotebook, studentView } from "./student/studentView";

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
 * Writes the results.json that a Gradescope autograder leaves, all of which students may come to see:
 * the submission's validity scored 1 or 0, each finding about the own file as an unscored test. What
 * comes from the answers is in it only if it is to be revealed, and shown once grades are published.
 * With a rubric its rules are scored instead; points for a figure are shown with the grades.
 *
 * @param points by a rubric, of each submission; null without one
 * @see Gradescope's autograder specification, "Output format"
 * @throws InputError if the file cannot be written
 * @example
 * writeGradescope("/autograder/results/results.json", review, "nothing");
 */
export function writeGradescope(
  file: string,
  review: Review,
  reveal: Reveal,
  points: readonly TeamPoints[] | null = null,
): void {
  const views = review.submissions.map((team) => studentView(team, reveal));
  const notebooks = review.notebooks.map(studentNotebook);
  const tests = [
    ...views.flatMap(({ team, verdict, findings, measured }, i) => [
      ...(points === null
        ? [validity(team, verdict === "accepted")]
        : points[i].rules.map(ruleTest)),
      ...findings.map((one) => testOf(one, "visible")),
      ...(measured === null ? [] : measuredTests(measured)),
    ]),
    ...notebooks.flatMap(({ findings }) => findings.map((one) => testOf(one, "visible"))),
  ];
  const score = tests.reduce((sum, test) => sum + (test.score ?? 0), 0);
  const verdict = worst([...views, ...notebooks].map((one) => one.verdict));
  writeJson(file, { score, output: `The review's verdict: ${verdict}`, tests });
}

function validity(team: string, accepted: boolean): GradescopeTest {
  const name = `${visible(team)}: a valid submission`;
  const score = accepted ? maxScore : 0;
  const output = accepted ? "The server would take it." : "The server would refuse it: see below.";
  const status = accepted ? "passed" : "failed";
  return { name, score, max_score: maxScore, status, visibility: "visible", output };
}

/** What was given for a rule; of one that looks at the answers once grades are published. */
function ruleTest({ name, points, most, why, ofAnswers }: RulePoints): GradescopeTest {
  return {
    name: visible(name),
    score: points,
    max_score: most,
    status: points === most ? "passed" : "failed",
    visibility: ofAnswers ? "after_published" : "visible",
    output: visible(why),
  };
}

function testOf(
  { level, code, found, expected, mend }: Finding,
  visibility: GradescopeTest["visibility"],
): GradescopeTest {
  return {
    name: `${level}: ${code}`,
    status: level === "error" ? "failed" : "passed",
    visibility,
    output: visible(`${found}; expected ${expected}; to mend it: ${mend}`),
  };
}

function measuredTests({
  lines,
  findings,
}: NonNullable<StudentView["measured"]>): GradescopeTest[] {
  const figures: GradescopeTest = {
    name: "measured on the answers, 95 % intervals",
    status: "passed",
    visibility: "after_published",
    output: lines.join("\n"),
  };
  return [figures, ...findings.map((one) => testOf(one, "after_published"))];
}
