import { existsSync } from "node:fs";
import path from "node:path";
import { holderOf } from "../../files/outputs";
import type { ManySettings, SharedRows } from "./auditModel";
import { earlierRun } from "./earlierRun";
import type { ModelFile } from "./modelFiles";
import { refusalOf } from "./refusal";

/** How far one model is. */
export type AuditState = "done" | "refused" | "running" | "missing";

/** The lock of a model's folder. */
export function lockOf(out: string, { name }: ModelFile): string {
  return path.join(out, `${name}.lock`);
}

/**
 * Which models are attacked, which were refused, which are being attacked and which are missing, or were
 * attacked otherwise than is asked now.
 *
 * @returns one a model
 * @throws InputError if a lock cannot be read
 * @example
 * auditStates(models, rows, settings); // ["done", "running", "missing"]
 */
export function auditStates(
  models: readonly ModelFile[],
  rows: Pick<SharedRows, "inputs">,
  settings: Pick<ManySettings, "seed" | "out">,
): AuditState[] {
  return models.map((model) => {
    if (holderOf(lockOf(settings.out, model)) !== null) return "running";
    if (earlierRun(model, rows, settings) !== null) return "done";
    return refusalOf(settings.out, model) === null ? "missing" : "refused";
  });
}

/**
 * How many models have neither figures nor a refusal in their folders: enough to count, since hashing what
 * hundreds have left takes longer than everything else.
 *
 * @example
 * unfinished(models, "out/audit"); // 12
 */
export function unfinished(models: readonly ModelFile[], out: string): number {
  return models.filter((model) => {
    const has = (name: string) => existsSync(path.join(out, model.name, name));
    return !has("metrics.json") && !has("refused.json");
  }).length;
}
