import { availableParallelism } from "node:os";
import { InputError } from "../../files";
import { lockFolder } from "../../files/outputs";
import { Thread } from "../../numeric/workers";
import { attackTask } from "./attackTask";
import { auditModel, type ManySettings, type SharedRows } from "./auditModel";
import { earlierRun } from "./earlierRun";
import type { ModelFile } from "./modelFiles";

/** A model that could not be attacked, and why. */
export interface RefusedModel {
  readonly model: ModelFile;
  readonly reason: string;
}

/**
 * Attacks every model on the same rows, one after the other in one process. What is there already is kept; a
 * model that cannot be read is passed over and named, so that one file does not take down the others.
 *
 * @param tell takes a line for each model
 * @returns the models that were refused
 * @throws InputError if another process writes in the folder, or no model at all could be attacked
 * @example
 * await auditModels(modelFiles(["ckpt/*.pt"]), rows, settings, warn);
 */
export async function auditModels(
  models: readonly ModelFile[],
  rows: SharedRows,
  settings: ManySettings,
  tell: (line: string) => void,
): Promise<RefusedModel[]> {
  const lock = lockFolder(settings.out);
  const cores = availableParallelism();
  const threads = cores > 1 ? Array.from({ length: cores }, () => new Thread(attackTask)) : [];
  const refused: RefusedModel[] = [];
  try {
    for (const [i, model] of models.entries()) {
      const place = `${i + 1} of ${models.length}, ${model.name}`;
      if (earlierRun(model, rows, settings) !== null) {
        tell(`${place}: there already`);
        continue;
      }
      const start = performance.now();
      try {
        await auditModel(model, rows, settings, threads);
        tell(`${place}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
      } catch (error) {
        if (!(error instanceof InputError) && !(error instanceof RangeError)) throw error;
        tell(`${place}: ${error.message}`);
        refused.push({ model, reason: error.message });
      }
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
    lock.release();
  }
  if (refused.length < models.length) return refused;
  throw new InputError(settings.out, "no model that could be attacked", "one at least");
}
