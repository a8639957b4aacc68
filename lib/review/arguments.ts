import path from "node:path";
import { EDITIONS, type EditionYear } from "../files";
import { taken } from "./confined/visible";
import type { Reveal } from "./output/student/studentView";

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** What prints on the terminal. */
export type Format = "text" | "json" | "gradescope";

/** What the command line asks for; paths are absolute. */
export interface ReviewArguments {
  readonly files: readonly string[];
  readonly answers: string | null;
  readonly expectedIds: string | null;
  /** Whose header and rules count; null: any header, the strictest rules. */
  readonly edition: EditionYear | null;
  readonly claims: readonly string[];
  readonly run: string | null;
  readonly notebooks: readonly string[];
  readonly holdout: number;
  readonly seed: number;
  /** Null: 2,000, and 200 for a class of more than twenty. */
  readonly replicates: number | null;
  readonly format: Format;
  readonly json: string | null;
  readonly html: string | null;
  readonly results: string;
  readonly grades: string | null;
  readonly feedback: string | null;
  readonly assignment: string;
  readonly reveal: Reveal;
  readonly execute: boolean;
  /** What an executed notebook may read. */
  readonly given: readonly string[];
  /** Whether notebooks may be executed where they cannot be confined. */
  readonly trusted: boolean;
  readonly exitZero: boolean;
}

/** What `--help` prints. */
export const USAGE = `usage: npm run review -- FILE.csv... [options]

Checks submissions, the claims made about them and notebooks. Nothing in any of them is executed,
but for TypeScript notebooks where --execute asks for it.

  --answers A.csv         ids,membership (and label): measure the scores
  --expected-ids FILE     a CSV file with ids, or the private dataset (.pt, .npz, a folder)
  --edition YEAR          2024, 2025 or 2026: its header and rules alone (default: either header,
                          scores from 0 to 1)
  --claims FILE           figures that were stated: JSON, an executed .ipynb, .md or .txt; several times
  --run DIR               artefacts of a run of A1_12_Ensemble: checks claims on validation rows
  --notebook N.ipynb      check a notebook; several times, also without a submission
  --execute               run TypeScript notebooks in this project's own kernel, confined: without network
                          and environment, files read-only, in 600 s and 4 GiB; by bubblewrap, else unshare
                          (Linux), and refused where neither works
  --give PATH             a file or folder that an executed notebook may read, by its name; several times
  --i-trust-this-code     execute also where nothing confines it: the notebook then has your rights
  --holdout SHARE         share of rows on the leaderboard (default .3)
  --seed N                of bootstrap and simulated splits (default 42)
  --replicates N          of the bootstrap, twice the splits (default 2000; 200 for more than twenty
                          submissions)
  --format FORMAT         text (default), json, or gradescope, which writes results.json
  --json FILE             the whole review as JSON (schema: lib/review/output/schema.ts)
  --html FILE             the whole review as one page
  --results FILE          where gradescope's file goes (default results.json)
  --grades FILE           grades.csv with nbgrader's columns
  --feedback DIR          one page a team: DIR/TEAM/ASSIGNMENT/NAME.html
  --reveal WHAT           what of the answers feedback pages and gradescope's file hold: nothing
                          (default), or aggregate: the own AUC and TPR. Never rows, ids, other teams
                          or claims; all of it is in --json and --html, which are the grader's
  --assignment NAME       as grades and feedback call it (default membership-inference)
  --exit-zero             exit with 0 whatever was found in what was handed in

exit status: 0 accepted, 1 rejected, 2 unreadable input or wrong usage`;

const flags = ["--execute", "--exit-zero", "--i-trust-this-code"];
const options = [
  ...["--answers", "--expected-ids", "--claims", "--run", "--notebook", "--holdout", "--seed"],
  ...["--replicates", "--format", "--json", "--html", "--results", "--grades", "--feedback"],
  "--assignment",
  "--edition",
  "--give",
  "--reveal",
];
const formats: readonly string[] = ["text", "json", "gradescope"];

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
  const { files, given } = sortWords(words);
  const resolve = (file: string) => path.resolve(typedIn, file);
  const paths = (name: string) => (given.get(name) ?? []).map(resolve);
  const last = (name: string, otherwise: string) => given.get(name)?.at(-1) ?? otherwise;
  const notebooks = paths("--notebook");
  const format = formatOf(last("--format", "text"));
  if (files.length === 0 && notebooks.length === 0) {
    throw new UsageError("found no file, expected a submission or --notebook");
  }
  if (format === "gradescope" && files.length > 1) {
    throw new UsageError(`--format gradescope: found ${files.length} submissions, expected one`);
  }
  return {
    files: files.map(resolve),
    notebooks,
    answers: paths("--answers").at(-1) ?? null,
    expectedIds: paths("--expected-ids").at(-1) ?? null,
    edition: given.has("--edition") ? editionOf(last("--edition", "")) : null,
    claims: paths("--claims"),
    run: paths("--run").at(-1) ?? null,
    holdout: numberOf("--holdout", last("--holdout", ".3"), share),
    seed: numberOf("--seed", last("--seed", "42"), seed),
    replicates: given.has("--replicates")
      ? numberOf("--replicates", last("--replicates", ""), replicates)
      : null,
    format,
    json: paths("--json").at(-1) ?? null,
    html: paths("--html").at(-1) ?? null,
    results: resolve(last("--results", "results.json")),
    grades: paths("--grades").at(-1) ?? null,
    feedback: paths("--feedback").at(-1) ?? null,
    assignment: assignmentOf(last("--assignment", "membership-inference")),
    reveal: revealOf(last("--reveal", "nothing")),
    execute: given.has("--execute"),
    given: givenOf(paths("--give"), paths("--answers")),
    trusted: given.has("--i-trust-this-code"),
    exitZero: given.has("--exit-zero"),
  };
}

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

/** Files apart from options, each option with the values it was given. */
function sortWords(words: readonly string[]): { files: string[]; given: Map<string, string[]> } {
  const files: string[] = [];
  const given = new Map<string, string[]>();
  for (let i = 0; i < words.length; i++) {
    const at = words[i].startsWith("--") ? words[i].indexOf("=") : -1;
    const name = at < 0 ? words[i] : words[i].slice(0, at);
    if (!name.startsWith("--")) files.push(words[i]);
    else if (flags.includes(name)) given.set(name, []);
    else if (options.includes(name)) {
      const value = at < 0 ? words[++i] : words[i].slice(at + 1);
      if (value === undefined || value === "" || (at < 0 && value.startsWith("--"))) {
        throw new UsageError(`${name}: found nothing after it, expected a value`);
      }
      given.set(name, [...(given.get(name) ?? []), value]);
    } else throw new UsageError(`${name}: unknown option`);
  }
  return { files, given };
}

interface Rule {
  readonly isSound: (value: number) => boolean;
  readonly expected: string;
}

const share: Rule = { isSound: (x) => x > 0 && x < 1, expected: "a share above 0 and below 1" };
const seed: Rule = {
  isSound: (x) => Number.isInteger(x) && x >= 0 && x < 2 ** 32,
  expected: "an integer from 0",
};
const replicates: Rule = {
  isSound: (x) => Number.isInteger(x) && x >= 100 && x <= 1e5,
  expected: "a whole number from 100 to 100000",
};

function numberOf(name: string, text: string, { isSound, expected }: Rule): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (isSound(value)) return value;
  throw new UsageError(`${name}: found ${text}, expected ${expected}`);
}

function formatOf(text: string): Format {
  if (formats.includes(text)) return text as Format;
  throw new UsageError(`--format: found ${text}, expected ${formats.join(", ")}`);
}

function editionOf(text: string): EditionYear {
  const year = EDITIONS.find((known) => String(known) === text);
  if (year !== undefined) return year;
  throw new UsageError(`--edition: found ${text}, expected ${EDITIONS.join(", ")}`);
}

function revealOf(text: string): Reveal {
  if (text === "nothing" || text === "aggregate") return text;
  throw new UsageError(`--reveal: found ${text}, expected nothing or aggregate`);
}

/** It becomes the name of a folder. */
function assignmentOf(text: string): string {
  if (/^[\w][\w .-]*$/.test(text)) return text;
  throw new UsageError(`--assignment: found ${text}, expected letters, digits, ".", "-" and "_"`);
}
