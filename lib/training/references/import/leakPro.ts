import path from "node:path";
import { InputError, readArray } from "../../../files";
import { failOf } from "./fail";
import { firstOf, isFolder, namesIn } from "./folderFiles";
import type { ImportedOutputs } from "./imported";
import { readMask } from "./mask";
import { viewsOf } from "./numbers";
import { oneShape } from "./oneShape";

const MASKS = ["in_mask.npy", "in_indices_mask.npy", "in_indices_masks.npy"];

/** The cached logits of shadow models in LeakPro's layout, in the order of their numbers. */
export function cachedLogits(folder: string): string[] {
  const place = [folder, path.join(folder, "attack_cache")].find(
    (one) => isFolder(one) && namesIn(one).some((name) => /^sm_\d{1,6}_logits\.npy$/.test(name)),
  );
  if (place === undefined) return [];
  const names = namesIn(place).filter((name) => /^sm_\d{1,6}_logits\.npy$/.test(name));
  return names.map((name) => path.join(place, name));
}

/**
 * Reads LeakPro's cached logits, `sm_I_logits.npy` [N, K] of shadow model I, its rows those of the target's
 * train and then of its test indices. Which rows a model was trained on LeakPro keeps in pickles of its own
 * classes, which are not read: `in_mask.npy` says it, as `get_in_indices_mask` gives it, [N, M].
 *
 * @throws InputError if there is no mask, or files are damaged or do not fit each other
 * @see LeakPro: leakpro/attacks/utils/model_handler.py, shadow_model_handler.py
 */
export function readLeakPro(folder: string): ImportedOutputs {
  const files = cachedLogits(folder);
  const shape = oneShape(files);
  const [rows, classes] = shape;
  if (shape.length !== 2 || classes < 2 || rows === 0) {
    return failOf(files[0])(`logits of shape [${shape}]`, "[rows, classes] of two classes or more");
  }
  const mask = firstOf(folder, MASKS) ?? firstOf(path.dirname(files[0]), MASKS);
  if (mask === null) {
    const how = "in_mask.npy [rows, models], as get_in_indices_mask(indices, rows) gives it";
    throw new InputError(folder, "no mask of what each model was trained on", how);
  }
  return {
    layout: "leakpro",
    path: folder,
    models: files.map((file) => path.basename(file, "_logits.npy")),
    ...{ rows, classes, views: ["plain"] },
    trainedOn: readMask(mask, { models: files.length, rows }).values,
    notes: [`logits of ${classes} classes`],
    read(model) {
      const { values } = readArray(files[model]);
      return viewsOf({ values, rows, views: 1, classes }, "phi", failOf(files[model]));
    },
  };
}
