import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Fields } from "./fields";
import { type CsvTable, readCsv } from "./formats/csv/readCsv";
import type { Fail } from "./formats/pickle/values";
import type { Tensor } from "./formats/tensor/tensor";
import { pictureTensor } from "./images/picture";
import { printable } from "./text";

const fileNames = ["file", "filename", "path", "image"];
const labelNames = ["label", "labels", "target"];
const idNames = ["id", "ids"];
const membershipNames = ["membership", "member", "is_member"];

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
  const files = table.texts(required(table, fileNames, fail));
  const images = files.map((file) => {
    const full = path.resolve(folder, file);
    if (!full.startsWith(path.resolve(folder) + path.sep)) {
      return fail(`the picture ${printable(file)}`, "one inside the folder");
    }
    const picture = known.get(full) ?? pictureTensor(folder, file, fail);
    known.set(full, picture);
    return picture;
  });
  const ids = optional(table, idNames);
  const membership = optional(table, membershipNames);
  return {
    images,
    labels: [...table.numbers(required(table, labelNames, fail))],
    ids: ids === undefined ? undefined : table.texts(ids).map(numberIfWhole),
    membership: membership === undefined ? undefined : membershipColumn(table, membership),
  };
}

function optional(table: CsvTable, names: readonly string[]): string | undefined {
  return names.find((name) => table.names.includes(name));
}

function required(table: CsvTable, names: readonly string[], fail: Fail): string {
  const shown = table.names.slice(0, 20).map(printable).join(", ");
  return optional(table, names) ?? fail(`columns ${shown} in the CSV file`, names.join(" or "));
}

function numberIfWhole(text: string): number | string {
  const number = Number(text);
  return String(number) === text && Number.isSafeInteger(number) ? number : text;
}

/** All empty means that membership is not known. */
function membershipColumn(table: CsvTable, name: string): (number | null)[] {
  const texts = table.texts(name);
  return texts.every((text) => text === "") ? texts.map(() => null) : [...table.numbers(name)];
}
