import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { OPERATORS, type Threshold } from "../audit/verdict";
import { optionLines } from "../commandHelp";
import { CommandLine, UsageError } from "../commandLine";
import { reasonOf } from "../files";
import { InexactError, parseExactly } from "./exactJson";
import { thresholdsOf } from "./failIf";
import type { Parameters } from "./parameters";

/** What a command line of the runner asks for; paths are absolute. */
export interface Arguments {
  readonly notebook: string;
  readonly parameters: Parameters;
  /** Folder of `--out`, or null. */
  readonly out: string | null;
  /** Whether others may read what the run leaves. */
  readonly readable: boolean;
  /** What makes the run a failure. */
  readonly failIf: readonly Threshold[];
}

/** The options of whatever runs a notebook. */
export const OPTIONS = {
  "-p": {
    value: "NAME VALUE",
    help: "gives a parameter another value: JSON where VALUE is JSON, else text",
  },
  "-f": {
    value: "FILE.json",
    help: "gives several: an object of names and values (-p wins over -f)",
  },
  "--out": {
    value: "DIR",
    help: "where the executed copy and the notebook's own files go, instead of out/NAME; also given to the notebook as outDir where it has that parameter",
  },
  "--readable": {
    help: "others than you may read what the run leaves, as your umask says; the files name who was a member, so without it only you may (as with MIA_READABLE=1 in the environment, which every command knows)",
  },
};

const OWN_OPTIONS = {
  ...OPTIONS,
  "--fail-if": {
    value: "CONDITION",
    help: 'exit status 3 where summary.json says so at the end: "tpr@0.01 > 0.05"; may be given several times',
  },
};

/** What `--help` prints. */
export const USAGE = `usage: npx mia notebook NOTEBOOK.ipynb [-p NAME VALUE]... [-f FILE.json] [--out DIR]
                        [--fail-if CONDITION]...
       npm run notebook -- ...

Runs a notebook from top to bottom in a fresh tslab kernel, until a cell fails.

${optionLines(OWN_OPTIONS)}

Parameters are the "let name = value;" lines of the cell tagged "parameters". Values whose
parameter is called references or data, or ends in Path, Paths, File, Files, Dir, Dirs or Folder
(modelPath, outDir), are paths; relative ones count from where the command was typed.

A condition is a figure of the chosen attack, ${OPERATORS.join(" ")} and a number. Figures:
  auc, tpr@0.05, tpr@0.01, tpr@0.001, each also with .low or .high, the ends of its 95 % interval
  epsilon (that of one-run), epsilon@METHOD: lower bounds, by the methods of npx mia epsilon
  flagged.SET@0.05, flagged.SET@0.1: rows flagged at that false discovery rate, in SET public or
  private
A figure that is not known, or not resolved by so few rows, counts as a failure.

exit status: 0 every cell succeeded, 1 a cell failed, 2 the command line is wrong, 3 every cell
succeeded and a condition holds, of --fail-if or of the notebook's parameter thresholds`;

const PATH_NAME = /^(references|data)$|(Path|File|Dir)s?$|Folder$/;

/**
 * Reads the runner's command line.
 *
 * @param words what follows the command's name
 * @param typedIn folder where the command was typed, from which relative paths count
 * @param root the repository's root, where a notebook is looked for that is not there
 * @throws UsageError in one line
 * @example
 * parseArguments(["A.ipynb", "-p", "seed", "7"], "/home/me", "/home/me/mia-notebooks");
 */
export function parseArguments(words: readonly string[], typedIn: string, root: string): Arguments {
  const line = new CommandLine(words, OWN_OPTIONS, typedIn);
  const fromFiles = line.paths("-f").flatMap(readParameters);
  const given = pairs(line.texts("-p")).map(
    ([name, value]) => [name, jsonOrText(name, value)] as const,
  );
  if (line.words.length !== 1) {
    throw new UsageError(`found ${line.words.length} notebooks, expected one`);
  }
  const merged = [...new Map([...fromFiles, ...given])];
  const parameters = Object.fromEntries(
    merged.map(([name, value]) => [name, PATH_NAME.test(name) ? absolute(value, typedIn) : value]),
  );
  const notebook = locate(line.words[0], typedIn, root);
  return {
    notebook,
    parameters,
    out: line.path("--out"),
    readable: line.has("--readable"),
    failIf: thresholdsOf(line.texts("--fail-if")),
  };
}

function pairs(words: readonly string[]): (readonly [string, string])[] {
  return words.flatMap((name, i) => (i % 2 === 0 ? [[name, words[i + 1]] as const] : []));
}

function jsonOrText(name: string, word: string): unknown {
  try {
    return parseExactly(word);
  } catch (error) {
    if (!(error instanceof InexactError)) return word;
    const expected = "what is kept as it is written, or a text in double quotes";
    throw new UsageError(`parameter ${name}: found ${error.message}, expected ${expected}`);
  }
}

function readParameters(file: string): [string, unknown][] {
  let values: unknown;
  try {
    values = parseExactly(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const found = code === undefined ? message : reasonOf(error);
    throw new UsageError(`${file}: found ${found}, expected a JSON object`);
  }
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new UsageError(`${file}: found ${JSON.stringify(values)}, expected a JSON object`);
  }
  return Object.entries(values);
}

function absolute(value: unknown, typedIn: string): unknown {
  if (Array.isArray(value)) return value.map((one) => absolute(one, typedIn));
  return typeof value === "string" && value !== "" ? path.resolve(typedIn, value) : value;
}

/** npm starts scripts in the root wherever they were typed, and `npm start` names a notebook there. */
function locate(notebook: string, typedIn: string, root: string): string {
  const places = [typedIn, root].map((folder) => path.resolve(folder, notebook));
  const found = places.find((file) => existsSync(file));
  if (!found) throw new UsageError(`${notebook}: found no such file, expected a notebook`);
  return found;
}
