import path from "node:path";
import { InputError, readArray, shapeOf } from "../../../files";
import { failOf } from "./fail";
import { firstOf } from "./folderFiles";
import type { ImportedOutputs } from "./imported";
import { readMask } from "./mask";
import { type NumberKind, viewsOf } from "./numbers";
import { augmentationNames } from "./views";

const ARRAYS: readonly (readonly [string, NumberKind | "logits"])[] = [
  ["logits.npy", "logits"],
  ["phi.npy", "phi"],
  ["scores.npy", "phi"],
  ["losses.npy", "losses"],
  ["probabilities.npy", "probabilities"],
];

/** Beside which name a folder's `in_mask.npy` lies; null: it has none. */
export function maskIn(folder: string): string | null {
  return firstOf(folder, ["in_mask.npy"]);
}

/**
 * Reads `in_mask.npy` [M, N] with `logits.npy` [M, N, K] or [M, N, augmentations, K]; or with one number a row,
 * [M, N] or [M, N, augmentations]: `phi.npy`, `losses.npy` or `probabilities.npy` of the true class. `logits.npy` of
 * [M, N] is phi.
 *
 * @throws InputError if files are missing or damaged, or do not fit each other
 */
export function readPlainMask(folder: string): ImportedOutputs {
  const names = ARRAYS.map(([name]) => name);
  const file = firstOf(folder, names);
  if (file === null) {
    throw new InputError(folder, "in_mask.npy and no outputs", `one of ${names.join(", ")}`);
  }
  const fail = failOf(file);
  const said = ARRAYS[names.indexOf(path.basename(file))][1];
  const shape = shapeOf(file);
  const byClass = said === "logits" && shape.length > 2;
  const [models, rows] = shape;
  const count = byClass ? (shape.length === 4 ? shape[2] : 1) : (shape[2] ?? 1);
  const classes = byClass ? shape[shape.length - 1] : null;
  const fits = shape.length > 1 && shape.length <= (byClass ? 4 : 3) && !shape.includes(0);
  if (!fits || classes === 1) {
    return fail(
      `shape [${shape}]`,
      said === "logits" ? "[models, rows, classes]" : "[models, rows]",
    );
  }
  const mask = readMask(path.join(folder, "in_mask.npy"), { models, rows });
  const kind: NumberKind = said === "logits" ? "phi" : said;
  const augmented = augmentationNames(count, fail);
  const { values } = readArray(file);
  const size = rows * count * (classes ?? 1);
  return {
    layout: "mask",
    path: file,
    models: Array.from({ length: models }, (_, m) => `model ${m}`),
    ...{ rows, classes, views: augmented.names, trainedOn: mask.values },
    notes: [
      classes === null
        ? `${path.basename(file)} taken as ${kind}: columns of divergence look at the label against the rest`
        : `logits of ${classes} classes`,
      ...augmented.notes,
    ],
    read(model) {
      const own = values.subarray(model * size, (model + 1) * size);
      const read = viewsOf({ values: own, rows, views: count, classes }, kind, (found, expected) =>
        fail(`${found} of model ${model}`, expected),
      );
      return { ...read, views: augmented.places.map((place) => read.views[place]) };
    },
  };
}
