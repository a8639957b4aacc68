import path from "node:path";
import { UsageError } from "../../../lib/kernel/arguments";
import { STAGES, type StageName } from "./stages";

/** What a command line of the bench asks for; paths are absolute. */
export interface BenchArguments {
  readonly folder: string;
  readonly python: string;
  readonly json: string | null;
  readonly stages: readonly StageName[];
  readonly repeat: number;
}

/** What `--help` prints. */
export const USAGE = `usage: npm run bench -- --case DIR [--python PATH] [--json FILE] [--stages NAME,...] [--repeat N]
       npm run bench -- --growth --case DIR [--json FILE]

Measures this library beside the published notebook in Python, stage by stage, interleaved.

  --case DIR      a folder with model.pt, public.pt and private.pt (or 01_MIA.pt, pub.pt, priv_out.pt)
  --python PATH   a Python with torch, scikit-learn, LightGBM, SciPy and Pillow (default python3)
  --json FILE     also writes the figures as JSON
  --stages LIST   only these stages: ${STAGES.join(",")}
  --repeat N      runs of each side (default 3)
  --growth        our own time and memory as rows and images grow, without Python

exit status: 0 measured, 1 something is missing, failed, or did other work than ours, 2 wrong usage`;

/**
 * Reads the bench's command line.
 *
 * @param words what follows the command's name
 * @param typedIn folder from which relative paths count
 * @throws UsageError in one line
 * @example
 * benchArguments(["--case", "data", "--stages", "reading"], process.cwd()).repeat; // 3
 */
export function benchArguments(words: readonly string[], typedIn: string): BenchArguments {
  const given = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i], words[i + 1]];
    if (!["--case", "--python", "--json", "--stages", "--repeat"].includes(name)) {
      throw new UsageError(`${name}: unknown option`);
    }
    if (value === undefined)
      throw new UsageError(`${name}: found nothing after it, expected a value`);
    given.set(name, value);
  }
  const folder = given.get("--case");
  if (folder === undefined) throw new UsageError("--case: found none, expected a folder");
  const json = given.get("--json");
  const python = given.get("--python") ?? "python3";
  return {
    folder: path.resolve(typedIn, folder),
    python: python.includes(path.sep) ? path.resolve(typedIn, python) : python,
    json: json === undefined ? null : path.resolve(typedIn, json),
    stages: stageList(given.get("--stages")),
    repeat: count(given.get("--repeat") ?? "3"),
  };
}

function stageList(words: string | undefined): readonly StageName[] {
  if (words === undefined) return STAGES;
  return words.split(",").map((word) => {
    const stage = STAGES.find((name) => name === word);
    if (!stage)
      throw new UsageError(`--stages: found ${word}, expected some of ${STAGES.join(", ")}`);
    return stage;
  });
}

function count(word: string): number {
  const value = Number(word);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UsageError(`--repeat: found ${word}, expected a whole number of at least 1`);
}
