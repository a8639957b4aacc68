import type { Command } from "../commandLine";
import { InputError } from "../files";
import { writeAtomically, writeJson } from "../files/outputs";
import { parseReviewArguments, type ReviewArguments, USAGE } from "./arguments";
import { writeFeedback } from "./output/feedback";
import { writeGrades } from "./output/grades";
import { writeGradescope } from "./output/gradescope";
import { reviewPage } from "./output/page/reviewPage";
import { reviewText } from "./output/text";
import { exitStatus } from "./review";
import { type Reviewed, reviewAll } from "./reviewAll";

async function run(request: ReviewArguments): Promise<number> {
  const reviewed = await reviewAll(request);
  const { review } = reviewed;
  if (request.format === "text") console.log(reviewText(review));
  if (request.format === "json") console.log(JSON.stringify(review, null, 2));
  for (const file of await write(request, reviewed)) console.error(`-> ${file}`);
  return request.exitZero ? 0 : exitStatus(review.verdict);
}

/** @returns what was written */
async function write(request: ReviewArguments, reviewed: Reviewed): Promise<string[]> {
  const { json, html, grades, feedback, results, format, assignment } = request;
  const { review } = reviewed;
  const written: string[] = [];
  if (format === "gradescope") {
    writeGradescope(results, review);
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
  if (feedback) written.push(...(await writeFeedback(feedback, reviewed, assignment)));
  return written;
}

/** `npx mia review`: what was asked for on the command line, reviewed, told and written. */
export const review: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const request = parseReviewArguments(words, typedIn);
    try {
      return await run(request);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      console.error(error.message);
      return 2;
    }
  },
};
