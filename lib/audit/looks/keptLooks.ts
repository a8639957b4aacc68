import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { enterStored, writeJson } from "../../files/outputs";
import type { AuditRun } from "../outcome";

/** Beside the stored outputs of a run with a budget. */
const NAME = "looks.json";

/** What looks were chosen by: where all of it is the same, they are the same. */
export type LooksOrigin = Readonly<Record<string, unknown>>;

/**
 * The looks that a run in this folder settled on with the same budget for the same inputs, so that one that was stopped
 * goes on with the same ones though the machine is busier now; null where there are none.
 *
 * @example
 * keptLooks(run, { budget: 300, wanted, inputs: run.hashes });
 */
export function keptLooks(
  { folder }: Pick<AuditRun, "folder">,
  origin: LooksOrigin,
): string[] | null {
  const file = path.join(folder, NAME);
  if (!existsSync(file)) return null;
  try {
    const kept = JSON.parse(readFileSync(file, "utf8"));
    const isSame = JSON.stringify(kept?.origin) === JSON.stringify(origin);
    return isSame && Array.isArray(kept.looks) ? kept.looks.map(String) : null;
  } catch {
    return null; // left by something else: as good as not there
  }
}

/** Keeps them. */
export function keepLooks(
  { folder }: Pick<AuditRun, "folder">,
  origin: LooksOrigin,
  looks: readonly string[],
): void {
  const file = path.join(folder, NAME);
  enterStored(file); // the next run goes on from it, as from stored outputs
  writeJson(file, { origin, looks });
}
