import path from "node:path";
import { InputError } from "../../files";
import { lockWhenSilent } from "../../files/outputs";
import { auditModel, type ManySettings, type SharedRows } from "./auditModel";
import { lockOf } from "./auditStates";
import { byReason, listed } from "./byReason";
import { earlierRun } from "./earlierRun";
import type { ModelFile } from "./modelFiles";
import { claimAudit } from "./plan";
import { forgetRefusal, keepRefusal } from "./refusal";

/** A model that could not be attacked, and why. */
export interface RefusedModel {
  readonly model: ModelFile;
  readonly reason: string;
}

/**
 * Attacks models on the same rows, one after the other in one process; other processes may attack others into
 * the same folder meanwhile. What is there already is kept; a model that cannot be read is passed over and
 * named, so that one file does not take down the others; what is wrong for several is told at the first and at the end.
 *
 * @param tell takes a line for each model
 * @returns the models that were refused
 * @throws InputError if the folder's audit is another one, or another process attacks one of the models
 * @example
 * await auditModels(modelFiles(["ckpt/*.pt"]), rows, settings, warn);
 */
export async function auditModels(
  models: readonly ModelFile[],
  rows: SharedRows,
  settings: ManySettings,
  tell: (line: string) => void,
): Promise<RefusedModel[]> {
  const { out } = settings;
  claimAudit(rows, settings);
  const workers = models.length <= FEW_MODELS ? 1 : -1;
  const refused: RefusedModel[] = [];
  for (const [i, model] of models.entries()) {
    const place = `${i + 1} of ${models.length}, ${model.name}`;
    const wait = (holder: string) => tell(`${place}: waiting for ${holder}`);
    const lock = await lockWhenSilent(lockOf(out, model), path.join(out, model.name), wait);
    try {
      if (earlierRun(model, rows, settings) !== null) {
        tell(`${place}: there already`);
        continue;
      }
      const start = performance.now();
      const { normalization } = await auditModel(model, rows, settings, workers);
      forgetRefusal(out, model);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      tell(`${place}: ${seconds} s, ${normalization.source}`);
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof RangeError)) throw error;
      const { message } = error;
      if (refused.every(({ reason }) => reason !== message)) tell(`${place}: ${message}`);
      keepRefusal(out, model, message);
      refused.push({ model, reason: message });
    } finally {
      lock.release();
    }
  }
  for (const { reason, names } of byReason(refused)) {
    if (names.length > 1) tell(`${names.length} models, ${listed(names)}: ${reason}`);
  }
  return refused;
}

/** Of so few models, threads take longer to start than they save. */
const FEW_MODELS = 3;
