import { withoutNumpy } from "./formats/numpy/numpyGlobals";
import { describe, type Fail, InertRecord } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";
import { memberOf } from "./rows";
import { printable } from "./text";

const MAX_LABEL = 2 ** 31 - 1;
const SHOWN = 5;

/**
 * The entries of a one-dimensional thing in a file: a list or tuple (whose entries may be tensors
 * of one element) or a tensor.
 *
 * @param count how many entries there have to be: one for each image
 * @throws InputError through `fail` if it is neither, or of another length
 * @example
 * entriesOf([3, 1], "labels", 2, fail); // [3, 1]
 */
export function entriesOf(
  value: unknown,
  name: string,
  count: number,
  fail: Fail,
): readonly unknown[] {
  const length = value instanceof Tensor ? value.size : Array.isArray(value) ? value.length : count;
  if (length !== count) return fail(`${length} ${name}`, `${count}, one for each image`);
  if (value instanceof Tensor) {
    const flat = value.shape.length === 1 || (value.shape.length === 2 && value.shape[1] === 1);
    if (!flat) return fail(`${name} of shape [${value.shape}]`, "[N]");
    return Array.from(value.values());
  }
  if (!Array.isArray(value)) return fail(`${describe(value)} as ${name}`, "a list or a tensor");
  return value.map((item) => {
    const entry = withoutNumpy(item);
    return entry instanceof Tensor && entry.size === 1 ? entry.values()[0] : entry;
  });
}

/** A column, and what was guessed of it. */
export interface Column<T> {
  readonly values: T;
  readonly notes: readonly string[];
}

/** Class labels; names of the classes where the file has words for labels. */
export interface Labels extends Column<Int32Array> {
  readonly classNames?: readonly string[];
}

/**
 * Class labels: whole numbers from 0, truth values, rows of one 1 among zeros (one-hot), or words,
 * which are numbered in the order of the file's own list of classes, else of the alphabet.
 *
 * @param classes names of the classes in the order of their numbers, where the file has them
 * @throws InputError through `fail` naming the first row that holds anything else
 * @example
 * labelsOf([3, 1], 2, undefined, fail).values; // Int32Array [3, 1]
 */
export function labelsOf(value: unknown, count: number, classes: unknown, fail: Fail): Labels {
  const oneHot = oneHotLabels(value, count, fail);
  if (oneHot !== null) return { values: oneHot, notes: ["one-hot labels read as class numbers"] };
  const entries = entriesOf(value, "labels", count, fail);
  if (entries.length > 0 && entries.every((label) => typeof label === "string")) {
    return wordLabels(entries as readonly string[], classes, fail);
  }
  const values = new Int32Array(entries.length);
  entries.forEach((entry, i) => {
    const label = typeof entry === "boolean" ? Number(entry) : entry;
    if (!isLabel(label)) fail(`${describe(label)} as label of row ${i}`, "a class number from 0");
    values[i] = label as number;
  });
  return { values, notes: [] };
}

function isLabel(label: unknown): boolean {
  return Number.isInteger(label) && (label as number) >= 0 && (label as number) <= MAX_LABEL;
}

/** Texts of numbers are numbers; other words need an order. */
function wordLabels(words: readonly string[], classes: unknown, fail: Fail): Labels {
  if (words.every((word) => word.length < 11 && /^\d+$/.test(word) && isLabel(Number(word)))) {
    return { values: Int32Array.from(words, Number), notes: ["labels are texts of numbers"] };
  }
  const told = Array.isArray(classes) && classes.every((name) => typeof name === "string");
  const classNames: string[] = told ? [...classes] : [...new Set(words)].sort();
  const numbers = new Map(classNames.map((name, i) => [name, i]));
  const values = Int32Array.from(words, (word, i) => {
    return numbers.get(word) ?? fail(`label ${printable(word)} in row ${i}`, "one of the classes");
  });
  const shown = classNames.slice(0, SHOWN).map((name, i) => `${printable(name)} = ${i}`);
  const rest = classNames.length > SHOWN ? ", ..." : "";
  const order = told ? "in the order of the file's classes" : "in alphabetical order";
  const note = `labels are words: numbered ${order} (${shown.join(", ")}${rest})`;
  return { values, notes: [note], classNames };
}

/** One tensor of [N, K], or a list of vectors; null where labels are of another kind. */
function oneHotLabels(value: unknown, count: number, fail: Fail): Int32Array | null {
  const rows = value instanceof Tensor && value.shape.length === 2 ? tensorRows(value) : value;
  if (!Array.isArray(rows) || rows.length !== count || count === 0) return null;
  const [first] = rows.map((row) => vectorOf(row));
  if (first === null || first.length < 2) return null;
  return Int32Array.from(rows, (row: unknown, i) => {
    const vector = vectorOf(row) ?? [];
    const at = vector.indexOf(1);
    const sound =
      vector.length === first.length && vector.every((v, k) => v === (k === at ? 1 : 0));
    if (!sound)
      fail(`a label of ${vector.length} numbers in row ${i}`, "a class number, or one-hot");
    return at;
  });
}

function tensorRows(tensor: Tensor): unknown {
  const [count, width] = tensor.shape;
  if (width < 2) return null;
  const values = tensor.values();
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
}

function vectorOf(value: unknown): readonly number[] | null {
  const row = withoutNumpy(value);
  if (row instanceof Tensor) return row.shape.length === 1 ? [...row.values()] : null;
  if (!Array.isArray(row)) return null;
  return row.every((entry) => typeof entry === "number" || typeof entry === "boolean")
    ? row.map(Number)
    : null;
}

/**
 * Membership: 1 for a member, 0 for a non-member (as numbers, truth values or words such as "in" and
 * "out"); null where it is not known (absent, None, or None in every row).
 *
 * @throws InputError through `fail` naming the first row that holds anything else
 * @example
 * membershipOf([1, 0], 2, fail).values; // Uint8Array [1, 0]
 * membershipOf([null, null], 2, fail).values; // null
 */
export function membershipOf(value: unknown, count: number, fail: Fail): Column<Uint8Array | null> {
  if (value === undefined || value === null) return { values: null, notes: [] };
  const entries = entriesOf(value, "membership", count, fail);
  const unknown = entries.filter((entry) => entry === null || Number.isNaN(entry)).length;
  if (unknown === entries.length) return { values: null, notes: [] };
  if (unknown > 0) return fail(`membership None in ${unknown} rows`, "in all rows or in none");
  const values = Uint8Array.from(
    entries,
    (entry, i) =>
      memberOf(entry) ?? fail(`${describe(entry)} as membership of row ${i}`, "0 or 1, in or out"),
  );
  return { values, notes: wordNotes(entries, values) };
}

function wordNotes(entries: readonly unknown[], values: Uint8Array): string[] {
  const words = [...new Set(entries)].filter((entry): entry is string => typeof entry === "string");
  if (words.length === 0) return [];
  const shown = words.map((word) => `${printable(word)} = ${values[entries.indexOf(word)]}`);
  return [`membership is in words (${shown.slice(0, SHOWN).join(", ")}; 1 is a member)`];
}

/**
 * Row ids: whole numbers or strings (also bytes and UUIDs), each once.
 *
 * @throws InputError through `fail` naming the first row that holds anything else, or an id twice
 * @example
 * idsOf([17, 4], 2, fail); // [17, 4]
 */
export function idsOf(value: unknown, count: number, fail: Fail): (number | string)[] {
  const seen = new Set<string>();
  return entriesOf(value, "ids", count, fail).map((id, i) => {
    const plain = plainId(id);
    if (plain === undefined) {
      return fail(`${describe(id)} as id of row ${i}`, "a whole number or a string");
    }
    const text = String(plain);
    if (seen.has(text)) fail(`id ${printable(text)} twice (again in row ${i})`, "each id once");
    seen.add(text);
    return plain;
  });
}

/** Large integers, bytes and UUIDs become their texts. */
function plainId(id: unknown): number | string | undefined {
  if (typeof id === "string" || Number.isSafeInteger(id)) return id as number | string;
  if (typeof id === "bigint") return String(id);
  if (id instanceof Uint8Array) return Buffer.from(id).toString("latin1");
  const isUuid = id instanceof InertRecord && id.className === "uuid.UUID";
  const int = isUuid ? id.attributes.get("int") : undefined;
  if (typeof int !== "bigint" && typeof int !== "number") return undefined;
  const hex = BigInt(int).toString(16).padStart(32, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
