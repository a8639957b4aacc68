import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Command, CommandLine, UsageError } from "../commandLine";
import { warn, withoutColours } from "../files";
import { lockFolder, makeReadable } from "../files/outputs";
import { repositoryRoot } from "../repository";
import { executeCells } from "./execute";
import { faults } from "./faults";
import { watchLaunchers } from "./launchers";
import { readNotebook, writeNotebook } from "./notebook";
import { withParameters } from "./parameters";
import { runReport } from "./report";
import { roundingOf } from "./rounding";
import { beginRun } from "./runFolder";
import { openSession } from "./session";
import { tidy } from "./tidy";

const USAGE = `usage: npx mia save-notebooks [NAME]...
       npm run save-notebooks -- ...

Runs the notebooks in notebooks/ as they stand (default: all) and saves them in place with their
outputs. One that fails, or whose outputs cannot be kept, stays as it was.

exit status: 0 all are saved or unchanged, 1 one is not, 2 wrong usage`;

async function save(file: string): Promise<boolean> {
  const name = path.basename(file);
  const out = path.join(repositoryRoot(), "out");
  const folder = path.join(out, path.basename(name, ".ipynb"));
  // As any run has it: what reads the executed copy counts the injected cell too.
  const outDir = path.relative(repositoryRoot(), folder);
  const notebook = withParameters(readNotebook(file), { outDir });
  const lock = lockFolder(folder);
  const run = beginRun(folder, path.basename(name, ".ipynb"));
  const report = runReport(notebook);
  const session = await openSession({ listener: report.listener });
  try {
    const error = await executeCells(notebook, session, report);
    report.close();
    const logits = roundingOf(out, path.basename(name, ".ipynb"));
    if (logits) notebook.metadata.logits = logits;
    const kept = tidy(notebook);
    const wrong = error ? error.traceback : faults(kept);
    if (wrong.length > 0) {
      warn(`${name}: not saved\n${withoutColours(wrong.join("\n"))}`);
      return false;
    }
    const before = readFileSync(file, "utf8");
    writeNotebook(file, kept);
    // Beside what it left, as a run leaves it: the review's notebook reads it there.
    const metadata = { ...notebook.metadata, run: run.record(true) };
    writeNotebook(path.join(folder, name), { ...notebook, metadata });
    run.end(true);
    makeReadable(file);
    warn(`${name}: ${readFileSync(file, "utf8") === before ? "unchanged" : "saved"}`);
    return true;
  } finally {
    await session.close();
    lock.release();
  }
}

async function saveAll(words: readonly string[]): Promise<number> {
  const folder = path.join(repositoryRoot(), "notebooks");
  const wanted = words.map((word) => path.basename(word, ".ipynb"));
  const known = readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => path.basename(file, ".ipynb"));
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `no notebook is named ${unknown.join(", ")}; known are: ${known.join(", ")}`,
    );
  }
  watchLaunchers(() => process.exit(1));
  let ok = true;
  for (const name of known.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    ok = (await save(path.join(folder, `${name}.ipynb`))) && ok;
  }
  return ok ? 0 : 1;
}

/** `npx mia save-notebooks`: runs the repository's own notebooks and keeps their outputs. */
export const saveNotebooks: Command = {
  usage: USAGE,
  run: (words, typedIn) => saveAll(new CommandLine(words, {}, typedIn).words),
};
