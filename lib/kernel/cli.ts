import path from "node:path";
import { type Command, UsageError } from "../commandLine";
import { warn, withoutColours } from "../files";
import { checkFolder, letOthersRead, lockFolder } from "../files/outputs";
import { repositoryRoot } from "../repository";
import { parseArguments, USAGE } from "./arguments";
import { checkFile } from "./checkFile";
import { endInOrder } from "./ending";
import { executeCells } from "./execute";
import { literal } from "./literal";
import { type Notebook, readNotebook, writeNotebook } from "./notebook";
import { pageOf, writePage } from "./page";
import { complaint, declaredParameters, withParameters } from "./parameters";
import { consoleReport, seconds } from "./report";
import { openSession, type Session } from "./session";

interface Job {
  readonly notebook: Notebook;
  /** Where the executed copy goes. */
  readonly copy: string;
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
  checkFolder(folder);
  lockFolder(folder);
  const values = declared.has("outDir")
    ? { ...parameters, outDir: fromRoot(root, folder) }
    : parameters;
  const copy = path.join(folder, `${name}.ipynb`);
  for (const file of [copy, pageOf(copy)]) checkFile(file);
  return { notebook: withParameters(notebook, values), copy };
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
    warn(`as a page -> ${writePage(copy, notebook)}`);
  };
  const stayUp = endInOrder((why) => {
    save();
    warn(`${why} -> ${copy}`);
  });
  const session = await openSession();
  warn(`tslab kernel ready after ${seconds(start)}`);
  const trouble = await linesOfTrouble(notebook, session);
  await session.close();
  if (trouble) warn(withoutColours(trouble.join("\n")));
  save();
  stayUp();
  warn(`${trouble ? "failed" : "done"} after ${seconds(start)} -> ${copy}`);
  return trouble ? 1 : 0;
}

/** Runs the notebook; what is to be told if it did not run to its end, else null. */
async function linesOfTrouble(
  notebook: Notebook,
  session: Session,
): Promise<readonly string[] | null> {
  try {
    const error = await executeCells(notebook, session, consoleReport(notebook));
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
