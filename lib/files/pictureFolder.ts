import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { expectedName, nameOf } from "./aliases";
import type { Fields } from "./fields";
import { type CsvTable, readCsv } from "./formats/csv/readCsv";
import type { Fail } from "./formats/pickle/values";
import type { Tensor } from "./formats/tensor/tensor";
import { pictureTensor } from "./images/picture";
import { tableParts } from "./tableParts";
import { printable } from "./text";

/**
 * Reads a folder of PNG or JPEG files and the one CSV file in it, which names each picture
 * (`file`, relative to the folder), its `label` and, if known, its `id` and `membership`.
 *
 * @throws InputError through `fail`, or with the CSV file's line, if something is missing, names a
 *   file outside the folder (links are not followed), or is not sound to its last byte
 * @example
 * readPictureFolder("my-images", fail).labels; // [3, 1, ...]
 */
export function readPictureFolder(folder: string, fail: Fail): Fields {
  const tables = readdirSync(folder).filter((name) => name.toLowerCase().endsWith(".csv"));
  if (tables.length !== 1) return fail(`${tables.length} CSV files in the folder`, "one");
  const csv = path.join(folder, tables[0]);
  if (!lstatSync(csv).isFile()) return fail(`${printable(tables[0])}, no plain file`, "a CSV file");
  const table = readCsv(csv);
  const known = new Map<string, Tensor>();
  const files = table.texts(required(table, "file", fail));
  const images = files.map((file) => {
    const full = path.resolve(folder, file);
    if (!full.startsWith(path.resolve(folder) + path.sep)) {
      return fail(`the picture ${printable(file)}`, "one inside the folder");
    }
    const picture = known.get(full) ?? pictureTensor(folder, file, fail);
    known.set(full, picture);
    return picture;
  });
  required(table, "labels", fail);
  const { labels, ids, membership } = tableParts(table);
  return { images, labels, ids, membership, notes: [] };
}

function required(table: CsvTable, part: "file" | "labels", fail: Fail): string {
  const shown = table.names.slice(0, 20).map(printable).join(", ");
  const expected = `one for ${part} (${expectedName(part)})`;
  return nameOf(part, table.names) ?? fail(`columns ${shown} in the CSV file`, expected);
}
