import { limits } from "../../limits";
import { printable } from "../../text";
import type { Fail } from "../pickle/values";

const MAGIC = "\x93NUMPY";
const DICT =
  /^\s*\{\s*'descr'\s*:\s*'([^']{1,16})'\s*,\s*'fortran_order'\s*:\s*(True|False)\s*,\s*'shape'\s*:\s*\(([\d\s,]*)\)\s*(?:,\s*)?\}\s*$/;

/** What the header of a .npy file says. */
export interface NpyHeader {
  /** numpy's spelling of the element type, such as "<f4". */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly dataStart: number;
}

/**
 * Reads the header of a .npy file (numpy.lib.format, versions 1.0 to 3.0).
 *
 * @param bytes the start of the file; 64 KiB are always enough
 * @throws InputError through `fail` if it is none, or describes a structured array
 * @example
 * readNpyHeader(bytes, fail); // { descr: "<f4", fortranOrder: false, shape: [20000, 44], dataStart: 128 }
 */
export function readNpyHeader(bytes: Buffer, fail: Fail): NpyHeader {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 6) !== MAGIC) {
    return fail("no numpy header", "a .npy file");
  }
  const version = bytes[6];
  if (version < 1 || version > 3) return fail(`.npy version ${version}`, "version 1, 2 or 3");
  const lengthBytes = version === 1 ? 2 : 4;
  const length = bytes.readUIntLE(8, lengthBytes);
  const dataStart = 8 + lengthBytes + length;
  if (dataStart > bytes.length) return fail(`a .npy header of ${length} bytes`, "a whole one");
  const text = bytes.toString("latin1", 8 + lengthBytes, dataStart);
  const match = DICT.exec(text);
  if (match === null) {
    return fail(`the .npy header ${printable(text.trim())}`, "one plain element type and a shape");
  }
  const shape = match[3].split(",").flatMap((part) => (part.trim() ? [Number(part)] : []));
  if (shape.length > limits.dimensions || !shape.every(Number.isSafeInteger)) {
    return fail(`.npy shape (${printable(match[3])})`, `${limits.dimensions} dimensions at most`);
  }
  return { descr: match[1], fortranOrder: match[2] === "True", shape, dataStart };
}
