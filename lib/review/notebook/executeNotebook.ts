import path from "node:path";
import { repositoryRoot } from "../../repository";
import type { Confinement } from "../confined/confinement";
import { type ConfinedRun, type Limits, runConfined } from "../confined/runConfined";
import { toldIn } from "../confined/told";
import { visibleTo, workingFolder } from "../confined/visible";
import { type Finding, finding } from "../finding";
import { mebibytes } from "../mebibytes";

/** How a notebook is executed. */
export interface Execution {
  readonly confinement: Confinement;
  readonly limits: Limits;
  /** Absolute paths of files and folders that it may read, each by its name. */
  readonly given: readonly string[];
  /** Absolute paths of files that it must never see. */
  readonly hidden: readonly string[];
}

/** What a notebook may take unless told otherwise: the full-size case takes half of it. */
export const usualLimits: Limits = { seconds: 600, bytes: 4 * 2 ** 30, processes: 64 };

const inside = "lib/review/confined/inside.cjs";

/**
 * Runs a TypeScript notebook from the top in this project's own kernel, confined; the file stays as
 * it is. Everything that it started has ended when the findings are there.
 *
 * @param text the notebook as it was read
 * @returns how it went, an error if a cell failed or it took too much, and how it was confined
 * @throws Error if something of it could not be ended
 * @example
 * await executeNotebook(text, { confinement: bubblewrap, limits: usualLimits, given: [], hidden: [] });
 */
export async function executeNotebook(text: string, execution: Execution): Promise<Finding[]> {
  const { confinement, limits, given, hidden } = execution;
  const root = confinement.name === "none" ? repositoryRoot() : workingFolder;
  const program = [process.execPath, path.join(root, inside)];
  const visible = visibleTo(given, hidden);
  const run = await runConfined(confinement, program, visible, text, limits);
  return [outcome(run, limits), confined(confinement)];
}

function outcome(run: ConfinedRun, limits: Limits): Finding {
  const { place, last } = toldIn(run.output);
  const expected = `all cells run in ${limits.seconds} s and ${mebibytes(limits.bytes)}`;
  if (run.stopped !== null) return failed(place, tooMuch[run.stopped](limits), expected);
  if (last === null) return failed(place, "it ended without a word", expected);
  if ("failed" in last) return failed(place, last.failed, expected);
  const what = { found: "every cell ran", expected, mend: "look at what its cells show" };
  return finding("note", "executed", what);
}

const tooMuch: Readonly<Record<NonNullable<ConfinedRun["stopped"]>, (limits: Limits) => string>> = {
  seconds: ({ seconds }) => `it did not end in ${seconds} s`,
  bytes: ({ bytes }) => `it took more than ${mebibytes(bytes)} of memory`,
  processes: ({ processes }) => `it started more than ${processes} processes`,
  output: () => "it told more than its cells can",
};

function confined({ name, says }: Confinement): Finding {
  const what = { found: `executed in ${says}`, expected: "code kept away from everything else" };
  if (name === "none") {
    const mend = "install bubblewrap, or execute only what you would run yourself";
    return finding("warning", "not-confined", { ...what, mend });
  }
  const mend = "take what the notebook says of itself for its own word";
  return finding("note", "confined", { ...what, mend });
}

function failed(place: number, why: string, expected: string): Finding {
  const found = place === 0 ? why : `cell ${place}: ${why}`;
  const rows = place === 0 ? [] : [place];
  const mend = "restart the kernel and run all cells";
  return finding("error", "execution-failed", { rows, found, expected, mend });
}
