import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { createAtomically, requireKind, spellJson } from "../../files/outputs";
import { type Plan, partsOf } from "./plan";

const planFile = (folder: string) => path.join(folder, "plan.json");

/** The plan that a folder was begun with; null if there is none. */
export function readPlan(folder: string): Plan | null {
  const file = planFile(folder);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new InputError(file, "no JSON", "a plan that npm run references wrote");
  }
}

/**
 * Writes the plan, or looks whether the one that is there is the same: of processes that begin at once,
 * one writes and the others compare.
 *
 * @throws InputError if the folder is another run's, or naming the first thing in which they differ: the target, a dataset or how its images
 *   are prepared, mean, std or scale, the engine, the trainer or a part of the recipe
 */
export function claimFolder(folder: string, plan: Plan): void {
  const file = planFile(folder);
  requireKind(folder, "references");
  if (!existsSync(file)) requireNotImported(folder);
  if (createAtomically(file, [spellJson(file, plan)])) return;
  const there = new Map(partsOf(readPlan(folder)));
  const wanted = new Map(partsOf(plan));
  for (const what of new Set([...wanted.keys(), ...there.keys()])) {
    const [found, expected] = [there.get(what), wanted.get(what)].map(spelled);
    if (found === expected) continue;
    throw new InputError(
      file,
      `references made with ${what} ${found}`,
      `${expected}, or another --out`,
    );
  }
}

/** Models are not trained beside references of other programs. */
function requireNotImported(folder: string): void {
  const file = path.join(folder, "references.json");
  if (!existsSync(file)) return;
  throw new InputError(file, "references that were imported", "another --out");
}

function spelled(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "none");
}
