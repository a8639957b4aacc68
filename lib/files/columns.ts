import { describe, type Fail } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";
import { printable } from "./text";

const MAX_LABEL = 2 ** 31 - 1;

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
  return value.map((item) => (item instanceof Tensor && item.size === 1 ? item.values()[0] : item));
}

/**
 * Class labels: whole numbers from 0.
 *
 * @throws InputError through `fail` naming the first row that holds anything else
 * @example
 * labelsOf([3, 1], 2, fail); // Int32Array [3, 1]
 */
export function labelsOf(value: unknown, count: number, fail: Fail): Int32Array {
  const entries = entriesOf(value, "labels", count, fail);
  const labels = new Int32Array(entries.length);
  entries.forEach((label, i) => {
    const sound =
      Number.isInteger(label) && (label as number) >= 0 && (label as number) <= MAX_LABEL;
    if (!sound) fail(`${describe(label)} as label of row ${i}`, "a class number from 0");
    labels[i] = label as number;
  });
  return labels;
}

/**
 * Membership: 1 for a member, 0 for a non-member; null where it is not known (absent, None, or
 * None in every row).
 *
 * @throws InputError through `fail` naming the first row that holds anything else
 * @example
 * membershipOf([1, 0], 2, fail); // Uint8Array [1, 0]
 * membershipOf([null, null], 2, fail); // null
 */
export function membershipOf(value: unknown, count: number, fail: Fail): Uint8Array | null {
  if (value === undefined || value === null) return null;
  const entries = entriesOf(value, "membership", count, fail);
  const unknown = entries.filter((entry) => entry === null).length;
  if (unknown === entries.length) return null;
  if (unknown > 0) return fail(`membership None in ${unknown} rows`, "in all rows or in none");
  const membership = new Uint8Array(entries.length);
  entries.forEach((entry, i) => {
    if (entry !== 0 && entry !== 1 && typeof entry !== "boolean") {
      fail(`${describe(entry)} as membership of row ${i}`, "0 or 1");
    }
    membership[i] = Number(entry);
  });
  return membership;
}

/**
 * Row ids: whole numbers or strings, each once.
 *
 * @throws InputError through `fail` naming the first row that holds anything else, or an id twice
 * @example
 * idsOf([17, 4], 2, fail); // [17, 4]
 */
export function idsOf(value: unknown, count: number, fail: Fail): (number | string)[] {
  const seen = new Set<string>();
  return entriesOf(value, "ids", count, fail).map((id, i) => {
    if (typeof id !== "string" && !Number.isSafeInteger(id)) {
      return fail(`${describe(id)} as id of row ${i}`, "a whole number or a string");
    }
    const text = String(id);
    if (seen.has(text)) fail(`id ${printable(text)} twice (again in row ${i})`, "each id once");
    seen.add(text);
    return id as number | string;
  });
}
