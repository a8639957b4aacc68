import path from "node:path";
import { InputError } from "../../files";
import { createAtomically, readJson, requireKind, spellJson } from "../../files/outputs";
import type { ManySettings, SharedRows } from "./auditModel";

/**
 * Begins a folder's audit by writing what all of its models are attacked on and how, or looks whether the
 * folder's is the same: of processes that begin at once, one writes and the others compare.
 *
 * @throws InputError if the folder is another kind of run's, or naming the first thing in which they differ
 * @example
 * claimAudit(rows, settings);
 */
export function claimAudit(
  { inputs }: Pick<SharedRows, "inputs">,
  { out, seed, stem, unsaid, engine }: ManySettings,
): void {
  requireKind(out, "models");
  const file = path.join(out, "plan.json");
  const said = unsaid === null ? {} : { unsaid: JSON.stringify(unsaid) };
  const plan: Readonly<Record<string, unknown>> = {
    ...inputs.hashes,
    ...{ seed, stem, ...said, engine },
  };
  if (createAtomically(file, [spellJson(file, plan)])) return;
  const there = readJson(file) as Readonly<Record<string, unknown>> | null;
  for (const what of new Set([...Object.keys(plan), ...Object.keys(there ?? {})])) {
    const [found, expected] = [there?.[what], plan[what]];
    if (found === expected) continue;
    const words = `an audit with ${what} ${found ?? "of none"}`;
    throw new InputError(file, words, `${expected ?? "none"}, or another --out`);
  }
}
