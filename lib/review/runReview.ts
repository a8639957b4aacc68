import { existsSync } from "node:fs";
import { InputError, tell, warn } from "../files";
import { checkOutput, writeAtomically, writeJson } from "../files/outputs";
import { parseReviewArguments, type ReviewArguments, USAGE, UsageError } from "./arguments";
import { findConfinement, NoConfinement } from "./confined/findConfinement";
import { type Execution, usualLimits } from "./notebook/executeNotebook";
import { writeFeedback } from "./output/feedback";
import { writeGrades } from "./output/grades";
import { writeGradescope } from "./output/gradescope";
import { reviewPage } from "./output/page/reviewPage";
import { reviewText } from "./output/text";
import { exitStatus } from "./review";
import { type Reviewed, reviewAll } from "./reviewAll";

async function run(request: ReviewArguments): Promise<number> {
  for (const file of outputsOf(request)) checkOutput(file);
  const reviewed = await reviewAll({ ...request, execution: await executionOf(request) });
  const { review } = reviewed;
  if (request.format === "text") tell(reviewText(review));
  if (request.format === "json") tell(JSON.stringify(review, null, 2));
  for (const file of await write(request, reviewed)) warn(`-> ${file}`);
  return request.exitZero ? 0 : exitStatus(review.verdict);
}

/** Found before anything is read: a way to confine what is executed, if anything is. */
async function executionOf(request: ReviewArguments): Promise<Execution | undefined> {
  const { execute, notebooks, trusted, given, answers } = request;
  if (!execute || notebooks.length === 0) return undefined;
  for (const file of given) {
    if (!existsSync(file)) throw new InputError(file, "no such file", "a file or folder");
  }
  const hidden = answers === null ? [] : [answers];
  return { confinement: await findConfinement({ trusted }), limits: usualLimits, given, hidden };
}

/** What would be replaced is looked at before the work, not after it. */
function outputsOf({ json, html, grades, results, format }: ReviewArguments): string[] {
  const named = [json, html, grades, format === "gradescope" ? results : null];
  return named.filter((file): file is string => file !== null);
}

/** @returns what was written */
async function write(request: ReviewArguments, reviewed: Reviewed): Promise<string[]> {
  const { json, html, grades, feedback, results, format, assignment, reveal } = request;
  const { review } = reviewed;
  const written: string[] = [];
  if (format === "gradescope") {
    writeGradescope(results, review, reveal);
    written.push(results);
  }
  if (json) {
    writeJson(json, review);
    written.push(json);
  }
  if (grades) {
    writeGrades(grades, review, assignment);
    written.push(grades);
  }
  if (html) {
    writeAtomically(html, [await reviewPage(reviewed)]);
    written.push(html);
  }
  if (feedback) written.push(...(await writeFeedback(feedback, reviewed, { assignment, reveal })));
  return written;
}

/**
 * `npm run review`: what was asked for on the command line, reviewed, told and written.
 *
 * @param words what follows the command's name
 * @param typedIn folder from which relative paths count
 * @returns the exit status: 0 accepted, 1 rejected, 2 unreadable input or wrong usage
 * @example
 * await runReview(["team_a.csv", "--json", "review.json"], process.cwd()); // 0
 */
export async function runReview(words: readonly string[], typedIn: string): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    tell(USAGE);
    return 0;
  }
  try {
    return await run(parseReviewArguments(words, typedIn));
  } catch (error) {
    if (error instanceof UsageError) {
      warn(`${error.message}\nnpm run review -- --help says more`);
      return 2;
    }
    if (!(error instanceof InputError) && !(error instanceof NoConfinement)) throw error;
    warn(error.message);
    return 2;
  }
}
