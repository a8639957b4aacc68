import { entriesOf } from "./columns";
import { describe, type Fail } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";
import type { ImageList } from "./images/imageList";

/**
 * The rows of a dataset that count, as torch's Subset lists them.
 *
 * @param indices a list or a tensor; undefined where all rows count
 * @param count rows of the dataset
 * @returns null where all rows count
 * @throws InputError through `fail` if one is no row of the dataset, or stands twice
 * @example
 * rowsOf([2, 0], 3, fail); // [2, 0]
 */
export function rowsOf(indices: unknown, count: number, fail: Fail): readonly number[] | null {
  if (indices === undefined) return null;
  const length =
    indices instanceof Tensor ? indices.size : Array.isArray(indices) && indices.length;
  const rows = entriesOf(indices, "indices", Number(length), fail);
  const seen = new Set<unknown>();
  for (const row of rows) {
    const sound = Number.isInteger(row) && Number(row) >= 0 && Number(row) < count;
    if (!sound) fail(`${describe(row)} in a Subset`, `rows from 0 to ${count - 1}`);
    if (seen.has(row)) fail(`row ${row} twice in a Subset`, "each row once");
    seen.add(row);
  }
  return rows as readonly number[];
}

/**
 * The images of some rows.
 *
 * @example
 * chosenImages(images, [2, 0]).at(0); // image 2
 */
export function chosenImages(images: ImageList, rows: readonly number[]): ImageList {
  return { length: rows.length, at: (i) => images.at(rows[i]) };
}
