import { NumpyArray, withoutNumpy } from "./formats/numpy/numpyGlobals";
import { InertRecord } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";
import { isPillowImage } from "./images/pillow";

/** What a list of rows was taken for. */
export interface Columns {
  /** By the names of the parts. */
  readonly columns: Map<unknown, unknown>;
  readonly note: string;
}

/**
 * The columns of a dataset that is a list with a row for each image: pairs of image and label,
 * triples, or dicts. What stands before the image is its id; behind the image come the label and
 * then membership or id, whichever its values can be.
 *
 * @returns null where the value is no such list
 * @example
 * columnsOfRows([[image, 3], [image, 1]])?.columns.get("labels"); // [3, 1]
 */
export function columnsOfRows(value: readonly unknown[]): Columns | null {
  if (value.length === 0) return null;
  return ofTuples(value) ?? ofDicts(value);
}

function ofTuples(rows: readonly unknown[]): Columns | null {
  const [first] = rows;
  if (!Array.isArray(first) || first.length < 2 || first.length > 4) return null;
  const width = first.length;
  const at = first.findIndex(isImage);
  const rest = first.filter((_, i) => i !== at);
  if (at < 0 || at > 1 || at === width - 1 || !rest.every(isScalar)) return null;
  if (!rows.every((row) => Array.isArray(row) && row.length === width)) return null;
  const column = (i: number) => rows.map((row) => (row as readonly unknown[])[i]);
  const names = at === 0 ? ["images", "labels"] : ["ids", "images", "labels"];
  const columns = new Map<unknown, unknown>(names.map((name, i) => [name, column(i)]));
  for (let i = names.length; i < width; i++) {
    const name = nameOfLast(column(i), columns);
    if (name === null) return null;
    columns.set(name, column(i));
  }
  return {
    columns,
    note: `a list of ${rows.length} rows read as ${[...columns.keys()].join(", ")}`,
  };
}

function nameOfLast(column: unknown[], columns: ReadonlyMap<unknown, unknown>): string | null {
  const order = couldBeMembership(column) ? ["membership", "ids"] : ["ids"];
  return order.find((name) => !columns.has(name)) ?? null;
}

/** A list of dicts or of objects: their first one's names are the columns. */
function ofDicts(rows: readonly unknown[]): Columns | null {
  const entries = rows.map(entriesOfRow);
  const [first] = entries;
  if (first === null || first.size > 50 || !entries.every((row) => row !== null)) return null;
  const names = [...first.keys()];
  const columns = new Map(names.map((name) => [name, entries.map((row) => row?.get(name))]));
  return { columns, note: `a list of ${rows.length} dicts read as columns` };
}

function entriesOfRow(row: unknown): ReadonlyMap<unknown, unknown> | null {
  if (row instanceof Map) return row;
  return row instanceof InertRecord && row.attributes.size > 0 ? row.attributes : null;
}

function isImage(value: unknown): boolean {
  if (isPillowImage(value)) return true;
  const tensor = withoutNumpy(value);
  return tensor instanceof Tensor && tensor.shape.length > 1 && tensor.shape.length < 4;
}

function isScalar(value: unknown): boolean {
  if (value instanceof NumpyArray || value instanceof Tensor) {
    const content = withoutNumpy(value);
    return content instanceof Tensor && content.shape.length < 2;
  }
  return value === null || ["number", "bigint", "boolean", "string"].includes(typeof value);
}

/** Words for who is a member and who is not, in small letters. */
const words: Readonly<Record<string, 0 | 1>> = {
  ...{ in: 1, member: 1, members: 1, train: 1, true: 1, yes: 1, "1": 1, "1.0": 1, t: 1 },
  ...{ out: 0, nonmember: 0, nonmembers: 0, "non-member": 0, "non-members": 0, "non member": 0 },
  ...{ non_member: 0, notmember: 0, test: 0, false: 0, no: 0, "0": 0, "0.0": 0, f: 0 },
};

/**
 * Membership from a number, a truth value or a word.
 *
 * @returns 1 for a member, 0 for a non-member, undefined for anything else
 * @example
 * memberOf("Non-member"); // 0
 */
export function memberOf(value: unknown): 0 | 1 | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === 0 || value === 1) return value;
  if (typeof value !== "string" || value.length > 20) return undefined;
  const word = value.trim().toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/**
 * Whether a column could say who is a member.
 *
 * @example
 * couldBeMembership([1, 0, 1]); // true
 * couldBeMembership([17, 4]); // false
 */
export function couldBeMembership(value: unknown): boolean {
  const entries = value instanceof Tensor ? [...value.values()] : value;
  if (!Array.isArray(entries)) return value === null;
  const plain = (entry: unknown) =>
    entry instanceof Tensor && entry.size === 1 ? entry.values()[0] : entry;
  return entries.every(
    (entry) => entry === null || memberOf(plain(withoutNumpy(entry))) !== undefined,
  );
}
