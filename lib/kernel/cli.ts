import { constants } from "node:os";
import path from "node:path";
import { type Command, UsageError } from "../commandLine";
import { repositoryRoot } from "../repository";
import { parseArguments, USAGE } from "./arguments";
import { checkFolder } from "./checkFolder";
import { executeCells } from "./execute";
import { type Notebook, readNotebook, writeNotebook } from "./notebook";
import { writePage } from "./page";
import { complaint, declaredParameters, withParameters } from "./parameters";
import { consoleReport, seconds } from "./report";
import { openSession } from "./session";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Job {
  readonly notebook: Notebook;
  /** Where the executed copy goes. */
  readonly copy: string;
}

/** Checks the whole command line before anything is started or written. */
function prepare(words: readonly string[], typedIn: string): Job {
  const root = repositoryRoot();
  const { notebook: file, parameters, out } = parseArguments(words, typedIn, root);
  const notebook = readNotebook(file);
  const name = path.basename(file, ".ipynb");
  const declared = declaredParameters(notebook);
  const wrong = complaint(parameters, declared);
  if (wrong) throw new UsageError(wrong);

  const { outDir = path.join(root, "out", name) } = parameters;
  const folder = out ?? String(outDir);
  if (out && parameters.outDir && out !== outDir) {
    throw new UsageError(`--out ${out} and -p outDir ${outDir} differ`);
  }
  checkFolder(folder);
  const given = declared.has("outDir")
    ? { ...parameters, outDir: fromRoot(root, folder) }
    : parameters;
  return { notebook: withParameters(notebook, given), copy: path.join(folder, `${name}.ipynb`) };
}

/** Relative where it lies in the repository, so that the executed copy names nobody's home. */
function fromRoot(root: string, folder: string): string {
  const relative = path.relative(root, folder);
  return relative.startsWith("..") || path.isAbsolute(relative) ? folder : relative || ".";
}

async function run({ notebook, copy }: Job): Promise<number> {
  const start = performance.now();
  const save = () => {
    writeNotebook(copy, notebook);
    console.error(`as a page -> ${writePage(copy, notebook)}`);
  };
  const stop = (signal: NodeJS.Signals) => {
    save();
    console.error(`stopped by ${signal} -> ${copy}`);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  const session = await openSession();
  console.error(`tslab kernel ready after ${seconds(start)}`);
  try {
    const error = await executeCells(notebook, session, consoleReport(notebook));
    if (error) console.error(error.traceback.join("\n"));
    console.error(`${error ? "failed" : "done"} after ${seconds(start)} -> ${copy}`);
    return error ? 1 : 0;
  } finally {
    await session.close();
    save();
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

/** `npx mia notebook`: runs a notebook without anybody looking on. */
export const notebook: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    try {
      return await run(prepare(words, typedIn));
    } catch (error) {
      if (error instanceof UsageError || !(error instanceof Error)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};
