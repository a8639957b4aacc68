import { readFileSync } from "node:fs";
import { checkRegularFile, InputError, readColumn, reasonOf } from "../../../files";
import { readJson } from "../../../files/outputs";
import { failOf } from "./fail";
import { firstOf } from "./folderFiles";

/** An id as files spell it. */
export type Id = number | string;

/** Ids, of whichever dataset has them; or by the dataset's name. */
export type IdLists =
  | { readonly file: string; readonly any: readonly Id[] }
  | { readonly file: string; readonly bySet: Readonly<Record<string, readonly Id[]>> };

const ENDINGS = [".npy", ".json", ".txt"];

/**
 * Reads ids from `NAME.npy` (numbers or texts), `NAME.json` (a list, or `{"public": [...], "private": [...]}`) or
 * `NAME.txt` (one a line), whichever is there; null: none.
 *
 * @throws InputError if the file is damaged or holds something else
 * @example
 * readIds("references", "ids"); // { file: "references/ids.npy", any: [3, 1, 2] }
 */
export function readIds(folder: string, name: string): IdLists | null {
  const file = firstOf(
    folder,
    ENDINGS.map((ending) => `${name}${ending}`),
  );
  if (file === null) return null;
  if (file.endsWith(".npy")) return { file, any: readColumn(file) };
  return file.endsWith(".json") ? fromJson(file) : { file, any: linesOf(file) };
}

function fromJson(file: string): IdLists {
  const value = readJson(file);
  if (isIds(value)) return { file, any: value };
  const lists = Object.entries((value ?? {}) as object);
  if (!Array.isArray(value) && lists.length > 0 && lists.every(([, list]) => isIds(list))) {
    return { file, bySet: Object.fromEntries(lists) };
  }
  return failOf(file)("no list of ids", '[ids] or {"public": [ids], "private": [ids]}');
}

function isIds(value: unknown): value is Id[] {
  const isId = (id: unknown) => typeof id === "string" || Number.isFinite(id);
  return Array.isArray(value) && value.every(isId);
}

function linesOf(file: string): string[] {
  checkRegularFile(file);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(file, reasonOf(error), "a readable file");
  }
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
