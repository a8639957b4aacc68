import path from "node:path";
import type { Threshold } from "../audit/verdict";
import { type Command, UsageError } from "../commandLine";
import { warn, withoutColours } from "../files";
import { checkFolder, letOthersRead, lockFolder, requireKind } from "../files/outputs";
import { repositoryRoot } from "../repository";
import { parseArguments, USAGE } from "./arguments";
import { checkFile } from "./checkFile";
import { endInOrder } from "./ending";
import { executeCells } from "./execute";
import { decide } from "./failIf";
import { leftoverLines, unfinishedLines } from "./leftWords";
import { literal } from "./literal";
import { type Notebook, readNotebook, writeNotebook } from "./notebook";
import { pageOf, writePage } from "./page";
import { complaint, declaredParameters, withParameters } from "./parameters";
import { type RunReport, runReport, seconds } from "./report";
import { beginRun, type RunFolder } from "./runFolder";
import { openSession, type Session } from "./session";

interface Job {
  readonly notebook: Notebook;
  /** Where the executed copy goes. */
  readonly copy: string;
  /** The folder of the copy, cleared of what the last run left. */
  readonly folder: RunFolder;
  /** What makes the run a failure. */
  readonly failIf: readonly Threshold[];
}

/** Checks the whole command line before anything is started or written. */
function prepare(words: readonly string[], typedIn: string): Job {
  const root = repositoryRoot();
  const given = parseArguments(words, typedIn, root);
  const { notebook: file, parameters, out } = given;
  const notebook = readNotebook(file);
  const name = path.basename(file, ".ipynb");
  const declared = declaredParameters(notebook);
  const wrong = complaint(parameters, declared);
  if (wrong) throw new UsageError(wrong);

  const outDir = parameters.outDir ?? path.join(root, "out", name);
  if (typeof outDir !== "string" || outDir === "") {
    throw new UsageError(`parameter outDir: found ${literal(outDir)}, expected a folder`);
  }
  const folder = out ?? outDir;
  if (out && parameters.outDir && out !== outDir) {
    throw new UsageError(`--out ${out} and -p outDir ${outDir} differ`);
  }
  if (given.readable) letOthersRead();
  requireKind(folder, "notebook");
  checkFolder(folder);
  lockFolder(folder);
  const values = declared.has("outDir")
    ? { ...parameters, outDir: fromRoot(root, folder) }
    : parameters;
  const copy = path.join(folder, `${name}.ipynb`);
  for (const file of [copy, pageOf(copy)]) checkFile(file);
  const reads = Object.entries(parameters).flatMap(([parameter, value]) =>
    typeof value === "string" && parameter !== "outDir" ? [path.resolve(value)] : [],
  );
  const run = beginRun(folder, name, [path.resolve(file), ...reads]);
  const { failIf } = given;
  return { notebook: withParameters(notebook, values), copy, folder: run, failIf };
}

/** Relative where it lies in the repository, so that the executed copy names nobody's home. */
function fromRoot(root: string, folder: string): string {
  const relative = path.relative(root, folder);
  return relative.startsWith("..") || path.isAbsolute(relative) ? folder : relative || ".";
}

async function run({ notebook, copy, folder, failIf }: Job): Promise<number> {
  const start = performance.now();
  const place = path.dirname(copy);
  const report = runReport(notebook);
  const save = (isWhole: boolean) => {
    report.close();
    notebook.metadata.run = folder.record(isWhole);
    writeNotebook(copy, notebook);
    warn(`as a page -> ${writePage(copy, notebook)}`);
    folder.end(isWhole);
  };
  const stayUp = endInOrder((why) => {
    save(false);
    warn([`${why} -> ${copy}`, ...unfinishedLines(folder, place)].join("\n"));
  });
  if (folder.moved > 0) {
    warn(`what the last run left in ${place} is in its folder previous until this one ends whole`);
  }
  const session = await openSession({ listener: report.listener });
  warn(`tslab kernel ready after ${seconds(start)}`);
  const trouble = await linesOfTrouble(notebook, session, report);
  await session.close();
  report.close();
  if (trouble) warn(withoutColours(trouble.join("\n")));
  save(!trouble);
  stayUp();
  for (const line of (trouble ? unfinishedLines : leftoverLines)(folder, place)) warn(line);
  warn(`${trouble ? "failed" : "done"} after ${seconds(start)} -> ${copy}`);
  if (trouble) return 1;
  const { lines, fails } = decide(failIf, place, folder.left());
  for (const line of lines) warn(line);
  return fails ? 3 : 0;
}

/** Runs the notebook; what is to be told if it did not run to its end, else null. */
async function linesOfTrouble(
  notebook: Notebook,
  session: Session,
  report: RunReport,
): Promise<readonly string[] | null> {
  try {
    const error = await executeCells(notebook, session, report);
    return error?.traceback ?? null;
  } catch (error) {
    return [(error as Error).message];
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
      warn(error.message);
      return 1;
    }
  },
};
