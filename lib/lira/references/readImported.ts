import path from "node:path";
import { InputError } from "../../files";
import { type NpyArray, readHashedNpy, sha256 } from "../../files/outputs";
import { type ImportedReferences, type ImportedSet, importedArray } from "./importedReferences";
import type { ReferenceOutputs } from "./outputs";
import type { ReadReferencesOptions } from "./readReferences";

/**
 * What models that were trained elsewhere say of the datasets' images, as `--import` has written it.
 *
 * @param options.views those that are not there are left out
 * @throws InputError if a dataset or an array is not the one that was imported, or the target has other classes
 */
export function readImported(
  folder: string,
  imported: ImportedReferences,
  { sets, target, views }: ReadReferencesOptions & { readonly views: readonly string[] },
): Record<string, ReferenceOutputs> {
  const file = path.join(folder, "references.json");
  const { classes, models } = imported;
  if (classes !== null && classes !== target.classes) {
    throw new InputError(file, `${classes} classes`, `the target's ${target.classes}`);
  }
  const wanted = views.filter((view) => imported.views.includes(view));
  const found = Object.entries(sets).map(([set, dataset]): [string, ReferenceOutputs] => {
    const about = imported.sets[set];
    const hash = sha256(dataset.path);
    if (about?.dataset !== hash) {
      const what =
        about === undefined ? `no ${set} dataset` : `a ${set} dataset of another SHA-256`;
      throw new InputError(file, what, `${hash} as of ${dataset.path}`);
    }
    const rows = dataset.ids.length;
    const shape = [models.length, rows];
    const inside = arrayOf(folder, about, importedArray(set), shape);
    const trainedOn = Uint8Array.from(inside.data, (value) => (value === 1 ? 1 : 0));
    const logits = new Map<string, Float32Array>();
    const phi = new Map<string, Float64Array>();
    for (const view of wanted) {
      const name = importedArray(set, view);
      const extent = classes === null ? shape : [...shape, classes];
      const { data } = arrayOf(folder, about, name, extent);
      if (classes !== null && data instanceof Float32Array) logits.set(view, data);
      else if (classes === null && data instanceof Float64Array) phi.set(view, data);
      else throw new InputError(path.join(folder, name), "other numbers", "what --import writes");
    }
    const outputs = { models: models.length, rows, classes: target.classes, logits, trainedOn };
    return [set, classes === null ? { ...outputs, phi } : outputs];
  });
  return Object.fromEntries(found);
}

function arrayOf(
  folder: string,
  { arrays }: ImportedSet,
  name: string,
  shape: readonly number[],
): NpyArray {
  const file = path.join(folder, name);
  const array = readHashedNpy(file);
  if (array.sha256 !== arrays[name]) {
    throw new InputError(file, "another SHA-256", `${arrays[name] ?? "one"} as in references.json`);
  }
  if (`${array.shape}` === `${shape}`) return array;
  throw new InputError(file, `shape [${array.shape}]`, `[${shape}]`);
}
