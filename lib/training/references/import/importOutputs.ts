import path from "node:path";
import { InputError } from "../../../files";
import { writeJson, writeNpy } from "../../../files/outputs";
import { computeLogits, openEngine } from "../../../inference";
import { type ImportedSet, importedArray, phiOf, referencePhi, targetNetwork } from "../../../lira";
import { checkMasks, requireSameOrder, type SeenSet } from "./checkImported";
import { cutRows, type SetArrays } from "./cutRows";
import type { ImportedOutputs } from "./imported";
import type { ImportInputs, ImportRequest } from "./importInputs";
import { placeRows } from "./placeRows";
import { requireRoom } from "./requireRoom";

/**
 * Puts outputs of models elsewhere into the order of the datasets, checks them against the target's own, and writes
 * them as references: arrays first, references.json last.
 *
 * @returns what was read as what and what was seen, a sentence each
 * @throws InputError if outputs are of other rows, in an order that cannot be told, of other classes, not finite, or
 *   the mask cannot be right
 */
export async function importOutputs(
  outputs: ImportedOutputs,
  request: ImportRequest,
  { inputs, target, normalization, sets }: ImportInputs,
): Promise<string[]> {
  const { models, classes, views } = outputs;
  if (classes !== null && classes !== target.classes) {
    throw new InputError(outputs.path, `${classes} classes`, `the target's ${target.classes}`);
  }
  const placed = placeRows(request.from, outputs, sets);
  requireRoom(outputs, placed.rows);
  const { arrays, saturated } = cutRows(outputs, placed.rows);
  const seen: SeenSet[] = [];
  const engine = await openEngine(target, { engine: "auto" });
  try {
    for (const [set, { ids, labels, images }] of Object.entries(sets)) {
      const logits = await computeLogits(engine, images, normalization);
      const { trainedOn } = arrays[set];
      const references = phiOfModels(arrays[set], { ...outputs, rows: ids.length }, labels);
      seen.push({ set, ids, labels, target: phiOf(logits, labels), references, trainedOn });
    }
  } finally {
    await engine.close();
  }
  const order = seen.map((one) => requireSameOrder(outputs.path, one, placed.isSaid));
  const mask = checkMasks(outputs.path, seen);
  inputs.requireUnchanged();
  const { model, ...datasets } = inputs.byRole;
  const known = ({ file, sha256 }: typeof model) => ({ file, sha256 });
  const written = Object.entries(arrays).map(([set, own]): [string, ImportedSet] => {
    const hashes = writeSet(request.out, set, own, models.length, classes);
    return [set, { dataset: datasets[set].sha256, arrays: hashes }];
  });
  const notes = [
    ...[...outputs.notes, ...placed.notes, ...order, ...mask.notes],
    ...(saturated > 0
      ? [`${saturated} confidences of 0 or 1 stand for the nearest below or above`]
      : []),
  ];
  writeJson(path.join(request.out, "references.json"), {
    target: { ...known(model), ...targetNetwork(target, sets.public.images) },
    datasets: Object.fromEntries(Object.entries(datasets).map(([set, file]) => [set, known(file)])),
    models: [],
    imported: {
      layout: outputs.layout,
      ...{ models, classes, views, online: mask.online },
      sets: Object.fromEntries(written),
      notes,
    },
  });
  return notes;
}

function phiOfModels(
  { views, trainedOn }: SetArrays,
  { models, rows, classes }: Pick<ImportedOutputs, "models" | "rows" | "classes">,
  labels: Int32Array,
): Float64Array {
  const plain = views.get("plain");
  if (plain instanceof Float64Array) return plain;
  const logits = views as ReadonlyMap<string, Float32Array>;
  return referencePhi(
    { models: models.length, rows, classes: classes ?? 0, logits, trainedOn },
    labels,
  );
}

/** SHA-256 by the file's name. */
function writeSet(
  folder: string,
  set: string,
  { trainedOn, views }: SetArrays,
  models: number,
  classes: number | null,
): Record<string, string> {
  const shape = [models, trainedOn.length / models];
  const hashes: Record<string, string> = {};
  for (const [view, data] of views) {
    const name = importedArray(set, view);
    const extent = classes === null ? shape : [...shape, classes];
    hashes[name] = writeNpy(path.join(folder, name), { data, shape: extent });
  }
  const mask = { data: Int32Array.from(trainedOn), shape };
  hashes[importedArray(set)] = writeNpy(path.join(folder, importedArray(set)), mask);
  return hashes;
}
