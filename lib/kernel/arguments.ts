import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { reasonOf } from "../files";
import { InexactError, parseExactly } from "./exactJson";
import type { Parameters } from "./parameters";

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** What a command line of the runner asks for; paths are absolute. */
export interface Arguments {
  readonly notebook: string;
  readonly parameters: Parameters;
  /** Folder of `--out`, or null. */
  readonly out: string | null;
  /** Whether others than their owner may read the files that the run leaves. */
  readonly readable: boolean;
}

/** What `--help` prints. */
export const USAGE = `usage: npm run notebook -- NOTEBOOK.ipynb [-p NAME VALUE]... [-f FILE.json] [--out DIR]

Runs a notebook from top to bottom in a fresh tslab kernel, until a cell fails.

  -p NAME VALUE   gives a parameter another value: JSON where VALUE is JSON, else text
  -f FILE.json    gives several: an object of names and values (-p wins over -f)
  --out DIR       where the executed copy and the notebook's own files go, instead of out/NAME;
                  also given to the notebook as outDir where it has that parameter
  --readable      others than you may read what the run leaves, as your umask says; the files
                  name who was a member, so without it only you may (as with MIA_READABLE=1
                  in the environment, which every command knows)

Parameters are the "let name = value;" lines of the cell tagged "parameters". Values whose
parameter is called references or data, or ends in Path, Paths, File, Files, Dir, Dirs or Folder
(modelPath, outDir), are paths; relative ones count from where the command was typed. What a
parameter could not hold as it is written (1e999, a whole number beyond 2^53) is refused.

exit status: 0 every cell succeeded, 1 a cell failed, 2 the command line is wrong`;

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
  const rest = [...words];
  const notebooks: string[] = [];
  const fromFiles = new Map<string, unknown>();
  const given = new Map<string, unknown>();
  let out: string | null = null;
  let readable = false;

  const next = (after: string): string => {
    const word = rest.shift();
    if (word === undefined)
      throw new UsageError(`${after}: found nothing after it, expected a value`);
    return word;
  };
  while (rest.length > 0) {
    const word = next("");
    if (word === "-p") {
      const name = next("-p");
      given.set(name, jsonOrText(name, next(`-p ${name}`)));
    } else if (word === "-f") {
      const values = readParameters(path.resolve(typedIn, next("-f")));
      for (const [name, value] of Object.entries(values)) fromFiles.set(name, value);
    } else if (word === "--out") {
      const folder = next("--out");
      if (folder === "") throw new UsageError("--out: found an empty name, expected a folder");
      out = path.resolve(typedIn, folder);
    } else if (word === "--readable") readable = true;
    else if (word.startsWith("-")) throw new UsageError(`${word}: unknown option`);
    else notebooks.push(word);
  }
  if (notebooks.length !== 1) {
    throw new UsageError(`found ${notebooks.length} notebooks, expected one`);
  }
  const merged = [...new Map([...fromFiles, ...given])];
  const parameters = Object.fromEntries(
    merged.map(([name, value]) => [name, PATH_NAME.test(name) ? absolute(value, typedIn) : value]),
  );
  return { notebook: locate(notebooks[0], typedIn, root), parameters, out, readable };
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

function readParameters(file: string): object {
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
  return values;
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
