import { InputError, printable, readArray } from "../../../files";
import { firstOf } from "./folderFiles";
import { readIds } from "./idLists";
import type { ImportedOutputs } from "./imported";
import { type IdsBySet, knownRows } from "./knownRows";

/** Which row of the outputs each image is. */
export interface PlacedRows {
  /** For each image of a dataset its row, by the dataset's name. */
  readonly rows: Readonly<Record<string, Int32Array>>;
  /** Whether ids or labels say so; else it is only supposed. */
  readonly isSaid: boolean;
  readonly notes: readonly string[];
}

/** The datasets' ids and labels. */
export interface NamedRows {
  readonly ids: readonly (number | string)[];
  readonly labels: Int32Array;
}

const LABELS = ["labels.npy", "y_train.npy"];

/**
 * Finds each image among the rows of imported outputs: by `ids` beside them, else they are supposed to be all images of
 * the first dataset and then all of the second. `labels.npy` or `y_train.npy`, where there is one, must agree.
 *
 * @throws InputError if the number of rows, an id or a label is not as the datasets have it
 */
export function placeRows(
  folder: string,
  { path, rows }: Pick<ImportedOutputs, "path" | "rows">,
  sets: Readonly<Record<string, NamedRows>>,
): PlacedRows {
  const ids = readIds(folder, "ids");
  const found: Record<string, Int32Array> = {};
  const notes: string[] = [];
  if (ids !== null) {
    const idsBySet: IdsBySet = Object.fromEntries(
      Object.entries(sets).map(([set, named]) => [set, named.ids]),
    );
    const known = knownRows(ids, idsBySet);
    if (known.length !== rows) throw new InputError(ids.file, `${known.length} ids`, `${rows}`);
    for (const [set, named] of Object.entries(sets)) {
      found[set] = new Int32Array(named.ids.length).fill(-1);
    }
    known.forEach((place, row) => {
      if (place !== null) found[place.set][place.row] = row;
    });
    for (const [set, named] of Object.entries(sets)) {
      const missing = found[set].indexOf(-1);
      if (missing < 0) continue;
      const id = printable(String(named.ids[missing]));
      throw new InputError(ids.file, `no row of ${set} id ${id}`, "one for every image");
    }
    const others = known.filter((place) => place === null).length;
    notes.push(`rows are told by their ids${others > 0 ? `; ${others} others are left out` : ""}`);
  } else {
    let from = 0;
    for (const [set, named] of Object.entries(sets)) {
      const first = from;
      found[set] = Int32Array.from(named.ids, (_, row) => first + row);
      from += named.ids.length;
    }
    if (from !== rows) {
      const sizes = Object.entries(sets).map(([set, named]) => `${named.ids.length} ${set}`);
      const expected = `${from}, the ${sizes.join(" and then ")} (or ids.npy beside them)`;
      throw new InputError(path, `outputs of ${rows} rows`, expected);
    }
    notes.push(`rows are taken as the ${Object.keys(sets).join(" and then the ")} images`);
  }
  const labelled = checkLabels(folder, rows, found, sets);
  if (labelled !== null) notes.push(`labels of ${labelled} agree`);
  return { rows: found, isSaid: ids !== null || labelled !== null, notes };
}

/** The name of the file that was compared; null: none. */
function checkLabels(
  folder: string,
  rows: number,
  found: Readonly<Record<string, Int32Array>>,
  sets: Readonly<Record<string, NamedRows>>,
): string | null {
  const file = firstOf(folder, LABELS);
  if (file === null) return null;
  const { values, shape } = readArray(file);
  if (values.length < rows || shape[0] !== values.length) {
    throw new InputError(file, `labels of shape [${shape}]`, `[${rows}]`);
  }
  for (const [set, { ids, labels }] of Object.entries(sets)) {
    const other = found[set].findIndex((at, row) => values[at] !== labels[row]);
    if (other < 0) continue;
    const what = `label ${values[found[set][other]]} in row ${found[set][other]}`;
    const id = printable(String(ids[other]));
    throw new InputError(file, what, `${labels[other]}, that of ${set} id ${id}`);
  }
  return LABELS.find((name) => file.endsWith(name)) ?? null;
}
