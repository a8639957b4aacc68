import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { readNpy, writeJson, writeNpy } from "../../files/outputs";
import { filesOf, modelCount, type Plan } from "./plan";
import { REFERENCE_VIEWS, type ReferenceRecord, readRecord } from "./writeReference";
import { writeShared } from "./writeShared";

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
 * Writes the plan, or looks whether the one that is there is the same.
 *
 * @throws InputError naming the first thing in which they differ: the target, a dataset or a part of
 *   the recipe
 */
export function claimFolder(folder: string, plan: Plan): void {
  const there = readPlan(folder);
  if (there === null) {
    writeShared(planFile(folder), (file) => writeJson(file, plan));
    return;
  }
  const file = planFile(folder);
  const compare = (what: string, found: unknown, wanted: unknown) => {
    if (found === wanted) return;
    throw new InputError(
      file,
      `references made with ${what} ${found}`,
      `${wanted}, or another --out`,
    );
  };
  compare("a target of SHA-256", there.target?.sha256, plan.target.sha256);
  for (const [set, { sha256 }] of Object.entries(plan.datasets)) {
    compare(`a ${set} dataset of SHA-256`, there.datasets?.[set]?.sha256, sha256);
  }
  const recipe: object = there.recipe ?? {};
  for (const [key, value] of Object.entries(plan.recipe)) {
    compare(key, recipe[key as keyof typeof recipe], value);
  }
}

/**
 * Once every model is there: references.json, and what all of them say of the images as arrays
 * [models, images, classes], `references_SET_VIEW.npy`.
 *
 * @param sizes images by dataset
 * @returns how many models are still missing; 0 when all was written
 * @throws InputError if a file cannot be read or written
 */
export function assemble(
  folder: string,
  plan: Plan,
  { sizes, classes }: { sizes: Readonly<Record<string, number>>; classes: number },
): number {
  const models = modelCount(plan.recipe);
  const files = Array.from({ length: models }, (_, model) => filesOf(folder, model));
  const records = files.map(readRecord).filter((record): record is ReferenceRecord => !!record);
  if (records.length < models) return models - records.length;
  for (const [set, rows] of Object.entries(sizes)) {
    for (const view of REFERENCE_VIEWS) {
      const data = new Float32Array(models * rows * classes);
      files.forEach(({ name }, model) => {
        const stem = `logits_${set}_${name}${view === "plain" ? "" : `_${view}`}`;
        data.set(readNpy(path.join(folder, `${stem}.npy`)).data, model * rows * classes);
      });
      writeShared(path.join(folder, `references_${set}_${view}.npy`), (file) =>
        writeNpy(file, { data, shape: [models, rows, classes] }),
      );
    }
  }
  writeShared(path.join(folder, "references.json"), (file) =>
    writeJson(file, { ...plan, models: records }),
  );
  return 0;
}
