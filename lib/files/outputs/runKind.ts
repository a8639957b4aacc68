import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { InputError } from "..";
import { JOURNAL_NAME } from "./journal";
import { readJson } from "./readJson";

/** What leaves its files in a folder, by what people call it. */
const KINDS = {
  notebook: "a notebook's run",
  references: "reference models",
  models: "an audit of many models",
} as const;

export type RunKind = keyof typeof KINDS;

/** Files that only one kind of run leaves. */
const LEFT: readonly (readonly [file: string, kind: RunKind])[] = [
  ["references.json", "references"],
  ["models.json", "models"],
  ["metrics.json", "notebook"],
];

/**
 * Refuses a folder that a run of another kind has begun or left: they would take each other's files for their own.
 *
 * @param own what is about to write there
 * @throws InputError naming a file of the other run
 * @example
 * requireKind("out/audit", "models"); // out/audit/plan.json: found reference models, expected ...
 */
export function requireKind(folder: string, own: RunKind): void {
  const other = kindsIn(folder).find(({ kind }) => kind !== own);
  if (other === undefined) return;
  const expected = `a folder of its own for ${KINDS[own]}`;
  throw new InputError(path.join(folder, other.file), `that of ${KINDS[other.kind]}`, expected);
}

function kindsIn(folder: string): { file: string; kind: RunKind }[] {
  const found = LEFT.map(([file, kind]) => ({ file, kind }));
  const left = found.filter(({ file }) => existsSync(path.join(folder, file)));
  const planned = kindOfPlan(path.join(folder, "plan.json"));
  if (planned !== null) left.push({ file: "plan.json", kind: planned });
  const journal = namesIn(folder).find((name) => name.startsWith(JOURNAL_NAME));
  if (journal !== undefined) left.push({ file: journal, kind: "notebook" });
  return left;
}

/** Both kinds of plan begin a folder before anything else is there; a plan of somebody else's is neither. */
function kindOfPlan(file: string): RunKind | null {
  const plan = existsSync(file) ? partsOf(file) : {};
  if ("recipe" in plan && "target" in plan) return "references";
  return "public" in plan && "seed" in plan && "stem" in plan ? "models" : null;
}

function partsOf(file: string): object {
  try {
    const value = readJson(file);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
