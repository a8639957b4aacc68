import path from "node:path";
import { writeJson, writeNpy } from "../../files/outputs";
import { packedModels } from "../../lira";
import { filesOf, modelCount, type Plan } from "./plan";
import { readRecord, recordThere } from "./readRecord";
import { type LogitsSource, referenceLogits } from "./referenceLogits";
import { REFERENCE_VIEWS, type ReferenceRecord } from "./writeReference";

/**
 * Once every model is there: references.json, and what all of them say of the images as arrays
 * [models, images, classes], `references_SET_VIEW.npy`.
 *
 * @param sources of the logits that are not there, or not what they were
 * @returns how many models are still missing; 0 when all was written
 * @throws InputError if a file cannot be read or written, or a model's logits are not finite
 */
export async function assemble(folder: string, plan: Plan, sources: LogitsSource): Promise<number> {
  const models = modelCount(plan.recipe);
  const recordsBy = (read: typeof readRecord) =>
    Array.from({ length: models }, (_, model) => read(filesOf(folder, model), plan, model)).filter(
      (record): record is ReferenceRecord => record !== null,
    );
  const there = recordsBy(recordThere).length;
  if (there < models) return models - there;
  const records = recordsBy(readRecord);
  if (records.length < models) return models - records.length;
  for (const [set, { ids }] of Object.entries(sources.sets)) {
    for (const view of REFERENCE_VIEWS) {
      const size = ids.length * sources.classes;
      const data = new Float32Array(models * size);
      for (const record of records) {
        data.set(
          await referenceLogits(folder, record, { set, view }, sources),
          record.model * size,
        );
      }
      const shape = [models, ids.length, sources.classes];
      writeNpy(path.join(folder, `references_${set}_${view}.npy`), { data, shape });
    }
  }
  const ids = Object.fromEntries(Object.entries(sources.sets).map(([set, { ids }]) => [set, ids]));
  writeJson(path.join(folder, "references.json"), { ...plan, ...packedModels(records, ids) });
  return 0;
}
