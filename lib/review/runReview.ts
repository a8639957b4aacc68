import { existsSync, lstatSync } from "node:fs";
import type { Command } from "../commandLine";
import { InputError, printable, tell, warn } from "../files";
import { checkOutput, writeAtomically, writeJson } from "../files/outputs";
import { append } from "../numeric/arrays";
import { parseReviewArguments, type ReviewArguments, USAGE } from "./arguments";
import { findConfinement, NoConfinement } from "./confined/findConfinement";
import { expand } from "./handedIn/expand";
import { type Execution, usualLimits } from "./notebook/executeNotebook";
import { writeClassCsv } from "./output/classCsv";
import { writeFeedback } from "./output/feedback";
import { writeGrades } from "./output/grades";
import { writeGradescope } from "./output/gradescope";
import { reviewPage } from "./output/page/reviewPage";
import { reviewText } from "./output/text";
import { pointsOf, type TeamPoints } from "./points/pointsOf";
import { readRoster, type Student, teamOf } from "./points/roster";
import { type Rubric, readRubric } from "./points/rubric";
import { exitStatus, type Review } from "./review";
import { type Reviewed, reviewAll } from "./reviewAll";

const noThrow = { throwIfNoEntry: false } as const;

async function run(given: ReviewArguments): Promise<number> {
  const { files, folders, ...more } = expand(given.files, given.assignment);
  const request = {
    ...given,
    ...{ files, folders },
    notebooks: [...given.notebooks, ...more.notebooks],
    claims: [...given.claims, ...more.claims],
    students: given.roster === null ? null : readRoster(given.roster),
    rules: rubricOf(given),
    assignment: given.assignment ?? folders[0]?.assignment ?? "membership-inference",
  };
  for (const file of outputsOf(request)) checkOutput(file);
  const reviewed = await reviewAll({ ...request, execution: await executionOf(request) });
  const { review } = reviewed;
  if (request.format === "text") tell(reviewText(review));
  if (request.format === "json") tell(JSON.stringify(review, null, 2));
  for (const file of await write(request, reviewed)) warn(`-> ${file}`);
  if (request.exitZero) return 0;
  // A path that was typed and is not there is no hand-in that cannot be read.
  const isThere = [...files, ...request.notebooks].every((file) => lstatSync(file, noThrow));
  return isThere ? exitStatus(review.verdict) : 2;
}

/** Found before anything is read: a way to confine what is executed, if anything is. */
async function executionOf(
  request: Omit<ReviewArguments, "assignment">,
): Promise<Execution | undefined> {
  const { execute, notebooks, trusted, given, answers } = request;
  if (!execute || notebooks.length === 0) return undefined;
  for (const file of given) {
    if (!existsSync(file)) throw new InputError(file, "no such file", "a file or folder");
  }
  const hidden = answers === null ? [] : [answers];
  return { confinement: await findConfinement({ trusted }), limits: usualLimits, given, hidden };
}

/** What would be replaced is looked at before the work, not after it. */
function outputsOf({
  json,
  html,
  explore,
  grades,
  class: table,
  results,
  format,
}: Omit<ReviewArguments, "assignment">): string[] {
  const named = [json, html, explore, grades, table, format === "gradescope" ? results : null];
  return named.filter((file): file is string => file !== null);
}

/** A request in which everything is settled. */
type Settled = Omit<ReviewArguments, "assignment"> & {
  readonly assignment: string;
  readonly students: readonly Student[] | null;
  readonly rules: Rubric | null;
};

function pointsOfTeams(rubric: Rubric, { submissions, notebooks }: Review): TeamPoints[] {
  return submissions.map((team) => {
    const own = notebooks.filter(
      (one) => one.team === team.team || (one.team === null && submissions.length === 1),
    );
    return pointsOf(rubric, team, [...team.findings, ...own.flatMap(({ findings }) => findings)]);
  });
}

/** Hand-ins of nobody in the roster get no grade, which must not pass in silence. */
function strangersTo(roster: readonly Student[] | null, { submissions }: Review): string[] {
  if (roster === null) return [];
  const known = new Set(roster.map((student) => teamOf(student, submissions)));
  const strangers = submissions.filter((_, i) => !known.has(i)).map(({ team }) => printable(team));
  return strangers.length === 0
    ? []
    : [`in no roster, and without a grade: ${strangers.join(", ")}`];
}

/** Read before any work. */
function rubricOf({ rubric: file, answers }: Pick<ReviewArguments, "rubric" | "answers">) {
  const rubric = file === null ? null : readRubric(file);
  const measured = rubric?.rules.find(({ kind }) => kind === "figure");
  if (file !== null && measured !== undefined && answers === null) {
    throw new InputError(file, `points for a figure (${measured.name})`, "answers by --answers");
  }
  return rubric;
}

/** @returns what was written */
async function write(request: Settled, reviewed: Reviewed): Promise<string[]> {
  const { json, html, grades, feedback, results, format, assignment, reveal } = request;
  const { review } = reviewed;
  const points = request.rules === null ? null : pointsOfTeams(request.rules, review);
  const written: string[] = [];
  if (format === "gradescope") {
    writeGradescope(results, review, reveal, points);
    written.push(results);
  }
  if (json) {
    writeJson(json, review);
    written.push(json);
  }
  if (grades) {
    for (const line of strangersTo(request.students, review)) warn(line);
    writeGrades(grades, review, { assignment, roster: request.students, points });
    written.push(grades);
  }
  if (request.class) {
    writeClassCsv(request.class, review, points);
    written.push(request.class);
  }
  if (html) {
    writeAtomically(html, [await reviewPage(reviewed)]);
    written.push(html);
  }
  if (request.explore) {
    const { classPage } =
      require("./output/explore/classPage") as typeof import("./output/explore/classPage");
    const page = await classPage(reviewed, request.expectedIds);
    if (page === null) warn("--explore: not written, no submission scores every row");
    else {
      writeAtomically(request.explore, [page]);
      written.push(request.explore);
    }
  }
  if (feedback) append(written, await writeFeedback(feedback, reviewed, { assignment, reveal }));
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
      const told = error instanceof InputError || error instanceof NoConfinement;
      // Node would print an unexpected one as it is, with whatever it quotes of a file.
      warn(told ? error.message : String((error as Error)?.stack ?? error));
      return 2;
    }
  },
};
