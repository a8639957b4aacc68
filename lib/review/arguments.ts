import path from "node:path";
import { optionLines } from "../commandHelp";
import { CommandLine, type NumberRule, UsageError, whole } from "../commandLine";
import { EDITIONS, type EditionYear } from "../files";
import { taken } from "./confined/visible";
import type { Reveal } from "./output/student/studentView";

/** What prints on the terminal. */
export type Format = (typeof FORMATS)[number];

/** What the command line asks for; paths are absolute. */
export interface ReviewArguments {
  readonly files: readonly string[];
  readonly answers: string | null;
  readonly expectedIds: string | null;
  readonly claims: readonly string[];
  readonly run: string | null;
  readonly notebooks: readonly string[];
  /** Whose header and rules count; null: any header, the strictest rules. */
  readonly edition: EditionYear | null;
  /** Null: the edition's. */
  readonly holdout: number | null;
  /** Null: the run's, or 42 where none is named. */
  readonly seed: number | null;
  /** Null: 2,000, and 200 for a class of more than twenty. */
  readonly replicates: number | null;
  readonly format: Format;
  readonly json: string | null;
  readonly html: string | null;
  readonly explore: string | null;
  readonly results: string;
  readonly grades: string | null;
  readonly class: string | null;
  readonly rubric: string | null;
  readonly roster: string | null;
  readonly feedback: string | null;
  /** Null: what the folder's layout calls it. */
  readonly assignment: string | null;
  readonly reveal: Reveal;
  readonly execute: boolean;
  /** What an executed notebook may read. */
  readonly given: readonly string[];
  /** Whether notebooks may be executed where they cannot be confined. */
  readonly trusted: boolean;
  readonly exitZero: boolean;
}

const REVEALS = ["nothing", "aggregate"] as const;
const FORMATS = ["text", "json", "gradescope"] as const;

const OPTIONS = {
  "--answers": { value: "A.csv", help: "ids,membership (and label): measure the scores" },
  "--expected-ids": {
    value: "FILE",
    help: "a CSV file with ids, or the private dataset (.pt, .npz, a folder)",
  },
  "--edition": {
    value: "YEAR",
    help: "2024, 2025 or 2026: its header and rules alone (default: either header, scores from 0 to 1)",
  },
  "--claims": {
    value: "FILE",
    help: "figures that were stated: JSON, an executed .ipynb, .md, .pdf, .tex, .html or .txt; several times",
  },
  "--run": {
    value: "DIR",
    help: "artefacts of a run of A1_12_Ensemble: checks claims on validation rows",
  },
  "--notebook": {
    value: "FILE",
    help: "check a notebook, or a script (.py, .ts, .js); several times, also without a submission",
  },
  "--execute": {
    help: "run TypeScript notebooks in this project's own kernel, confined: without network and environment, files read-only, in 600 s and 4 GiB; by bubblewrap, else unshare (Linux), and refused where neither works",
  },
  "--give": {
    value: "PATH",
    help: "a file or folder that an executed notebook may read, by its name; several times",
  },
  "--i-trust-this-code": {
    help: "execute also where nothing confines it: the notebook then has your rights",
  },
  "--holdout": {
    value: "SHARE",
    help: "share of rows on the leaderboard (default: the edition's, .3)",
  },
  "--seed": {
    value: "N",
    help: "of bootstrap and simulated splits (default: that of --run, else 42)",
  },
  "--replicates": {
    value: "N",
    help: "of the bootstrap, twice the splits (default 2000; 200 for more than twenty submissions)",
  },
  "--format": {
    value: "FORMAT",
    help: "text (default), json, or gradescope, which writes results.json",
  },
  "--json": {
    value: "FILE",
    help: "the whole review as JSON (schema: lib/review/output/schema.ts)",
  },
  "--html": { value: "FILE", help: "the whole review as one page" },
  "--explore": {
    value: "FILE",
    help: "a page to look at every row, teams side by side, with the pictures of a dataset that --expected-ids names; it holds the answers and is the grader's",
  },
  "--results": { value: "FILE", help: "where gradescope's file goes (default results.json)" },
  "--grades": { value: "FILE", help: "grades.csv with nbgrader's columns" },
  "--class": {
    value: "FILE",
    help: "class.csv: rank, tier, AUC, TPR, intervals and warnings of each team",
  },
  "--rubric": {
    value: "FILE",
    help: "points for findings and figures, YAML or JSON (lib/review/README.md): in grades.csv, class.csv and gradescope's file",
  },
  "--roster": {
    value: "FILE",
    help: "a CSV file with student_id (and last_name, first_name, email, team): a row of grades.csv for each student",
  },
  "--feedback": { value: "DIR", help: "one page a team: DIR/TEAM/ASSIGNMENT/NAME.html" },
  "--reveal": {
    value: "WHAT",
    help: "what of the answers feedback pages and gradescope's file hold: nothing (default), or aggregate: the own AUC and TPR. Never rows, ids, other teams or claims; all of it is in --json and --html, which are the grader's",
  },
  "--assignment": {
    value: "NAME",
    help: "as grades and feedback call it (default nbgrader's folder, else membership-inference)",
  },
  "--exit-zero": { help: "exit with 0 whatever was found in what was handed in" },
};

/** What `--help` prints. */
export const USAGE = `usage: npx mia review FILE.csv... [options]
       npx mia review FOLDER [options]
       npm run review -- ...

Checks submissions, the claims made about them, notebooks and scripts. A folder is a repository, or
a class: nbgrader's submitted/STUDENT/ASSIGNMENT/, what Moodle, a CMS or Gradescope gives, or a
folder, zip or CSV file for each team. Nothing in any of them is executed, but for TypeScript
notebooks where --execute asks for it.

${optionLines(OPTIONS)}

exit status: 0 accepted, 1 rejected, 2 unreadable input or wrong usage`;

/**
 * Reads the command line.
 *
 * @param words what follows the command's name
 * @param typedIn folder from which relative paths count
 * @throws UsageError in one line
 * @example
 * parseReviewArguments(["a.csv", "--answers", "b.csv"], "/home/me").answers; // "/home/me/b.csv"
 */
export function parseReviewArguments(words: readonly string[], typedIn: string): ReviewArguments {
  const line = new CommandLine(words, OPTIONS, typedIn);
  const files = line.words.map((word) => line.resolve(word));
  const notebooks = line.paths("--notebook");
  const format = line.oneOf("--format", "text", FORMATS);
  if (files.length === 0 && notebooks.length === 0) {
    throw new UsageError("found no file, expected a submission or --notebook");
  }
  if (format === "gradescope" && files.length > 1) {
    throw new UsageError(`--format gradescope: found ${files.length} submissions, expected one`);
  }
  return {
    files,
    notebooks,
    answers: line.path("--answers"),
    expectedIds: line.path("--expected-ids"),
    claims: line.paths("--claims"),
    run: line.path("--run"),
    edition: editionOf(line.text("--edition")),
    holdout: line.number("--holdout", null, SHARE),
    seed: line.number("--seed", null, whole(0, 2 ** 32 - 1)),
    replicates: line.number("--replicates", null, whole(100, 1e5)),
    format,
    json: line.path("--json"),
    html: line.path("--html"),
    explore: line.path("--explore"),
    results: line.path("--results") ?? line.resolve("results.json"),
    grades: line.path("--grades"),
    class: line.path("--class"),
    rubric: line.path("--rubric"),
    roster: line.path("--roster"),
    feedback: line.path("--feedback"),
    assignment: assignmentOf(line.text("--assignment")),
    reveal: line.oneOf("--reveal", "nothing", REVEALS),
    execute: line.has("--execute"),
    given: givenOf(line.paths("--give"), line.paths("--answers")),
    trusted: line.has("--i-trust-this-code"),
    exitZero: line.has("--exit-zero"),
  };
}

const SHARE: NumberRule = {
  isSound: (share) => share > 0 && share < 1,
  expected: "a share above 0 and below 1",
};

/** They stand side by side in the notebook's working folder, beside this project's own. */
function givenOf(files: readonly string[], answers: readonly string[]): string[] {
  const names = files.map((file) => path.basename(file));
  const twice = names.find((name, i) => names.indexOf(name) !== i || taken.includes(name));
  if (twice !== undefined) {
    throw new UsageError(
      `--give: found ${twice} twice, expected each name once and not ${taken.join(", ")}`,
    );
  }
  for (const file of files) {
    const hidden = answers.find((one) => `${one}${path.sep}`.startsWith(`${file}${path.sep}`));
    if (hidden !== undefined) {
      throw new UsageError(`--give ${file}: found the answers in it, expected a file without`);
    }
  }
  return [...files];
}

function editionOf(text: string | null): EditionYear | null {
  if (text === null) return null;
  const year = EDITIONS.find((known) => String(known) === text);
  if (year !== undefined) return year;
  throw new UsageError(`--edition: found ${text}, expected ${EDITIONS.join(", ")}`);
}

/** It becomes the name of a folder. */
function assignmentOf(text: string | null): string | null {
  if (text === null || /^[\w][\w .-]*$/.test(text)) return text;
  throw new UsageError(`--assignment: found ${text}, expected letters, digits, ".", "-" and "_"`);
}
