import path from "node:path";
import { optionLines } from "../../../lib/commandHelp";
import { CommandLine, UsageError, whole } from "../../../lib/commandLine";
import { STAGES, type StageName } from "./stages";

/** What a command line of the bench asks for; paths are absolute. */
export interface BenchArguments {
  readonly folder: string;
  readonly python: string;
  readonly json: string | null;
  readonly stages: readonly StageName[];
  readonly repeat: number;
  /** Our own time and memory at several sizes, instead of Python's beside ours. */
  readonly growth: boolean;
}

const OPTIONS = {
  "--case": {
    value: "DIR",
    help: "a folder with model.pt, public.pt and private.pt (or 01_MIA.pt, pub.pt, priv_out.pt)",
  },
  "--python": {
    value: "PATH",
    help: "a Python with torch, scikit-learn, LightGBM, SciPy and Pillow (default python3)",
  },
  "--json": { value: "FILE", help: "also writes the figures as JSON" },
  "--stages": { value: "NAME,...", help: `only these stages: ${STAGES.join(", ")}` },
  "--repeat": { value: "N", help: "runs of each side (default 3)" },
  "--growth": { help: "our own time and memory as rows and images grow, without Python" },
};

/** What `--help` prints. */
export const USAGE = `usage: npx mia bench --case DIR [--python PATH] [--json FILE] [--stages NAME,...] [--repeat N]
       npx mia bench --growth --case DIR [--json FILE]
       npm run bench -- ...

Measures this library beside the published notebook in Python, stage by stage, interleaved.

${optionLines(OPTIONS)}

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
  const line = new CommandLine(words, OPTIONS, typedIn);
  line.requireNoWords();
  const python = line.text("--python") ?? "python3";
  return {
    folder: line.requiredPath("--case"),
    python: python.includes(path.sep) ? line.resolve(python) : python,
    json: line.path("--json"),
    stages: stageList(line.text("--stages")),
    repeat: line.number("--repeat", 3, whole(1, 1e6)),
    growth: line.has("--growth"),
  };
}

function stageList(words: string | null): readonly StageName[] {
  if (words === null) return STAGES;
  return words.split(",").map((word) => {
    const stage = STAGES.find((name) => name === word);
    if (!stage)
      throw new UsageError(`--stages: found ${word}, expected some of ${STAGES.join(", ")}`);
    return stage;
  });
}
