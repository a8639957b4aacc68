import { createHash } from "node:crypto";
import { InputError, readNpyHeader } from "..";
import { ByteSource } from "../byteSource";
import { writeAtomically } from "./writeAtomically";

/** Element types that artefacts are written in. */
export type NpyData = Float32Array | Float64Array | Int32Array;

/** An array in row-major (C) order. */
export interface NpyArray<T extends NpyData = NpyData> {
  readonly data: T;
  readonly shape: readonly number[];
}

/** Bytes that are hashed, read or written at once: neither takes 2 GiB in one piece. */
const PIECE = 1 << 26;
/** Of a header in front of the elements; it is never longer. */
const HEADER_BYTES = 65548;

const ALIGNMENT = 64;
// numpy leaves room for the first extent to grow in place to this many digits.
const GROWTH_DIGITS = 21;

const types = {
  "<f4": Float32Array,
  "<f8": Float64Array,
  "<i4": Int32Array,
} as const;

function descrOf(data: NpyData): string {
  if (data instanceof Float32Array) return "<f4";
  return data instanceof Float64Array ? "<f8" : "<i4";
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** The bytes that numpy.save writes in front of the elements (format version 1.0). */
function header(data: NpyData, shape: readonly number[]): Buffer {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  let dict = `{'descr': '${descrOf(data)}', 'fortran_order': False, 'shape': (${extents}), }`;
  if (shape.length > 0) dict += " ".repeat(GROWTH_DIGITS - String(shape[0]).length);
  const unpadded = 10 + dict.length + 1;
  dict += `${" ".repeat(ALIGNMENT - (unpadded % ALIGNMENT))}\n`;
  const bytes = Buffer.alloc(10 + dict.length);
  bytes.write("\x93NUMPY\x01\x00", "latin1");
  bytes.writeUInt16LE(dict.length, 8);
  bytes.write(dict, 10, "latin1");
  return bytes;
}

/**
 * Writes an array as numpy.save does, byte for byte (numpy 2.4), and atomically.
 *
 * @returns SHA-256 of the bytes that were written
 * @throws RangeError if the shape does not hold as many elements as there are
 * @throws InputError if the file cannot be written
 * @example
 * writeNpy("out/logits.npy", { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
 */
export function writeNpy(file: string, { data, shape }: NpyArray): string {
  if (sizeOf(shape) !== data.length) {
    throw new RangeError(`shape [${shape}] holds ${sizeOf(shape)} elements, not ${data.length}`);
  }
  return writeAtomically(file, parts(data, shape));
}

function* parts(data: NpyData, shape: readonly number[]): Generator<Uint8Array> {
  yield header(data, shape);
  yield* pieces(data);
}

/** The bytes of the elements, in order, in pieces that are views of them. */
function* pieces({ buffer, byteOffset, byteLength }: NpyData): Generator<Uint8Array> {
  for (let start = 0; start < byteLength; start += PIECE) {
    yield new Uint8Array(buffer, byteOffset + start, Math.min(PIECE, byteLength - start));
  }
}

/**
 * Reads an array back that writeNpy, or numpy.save in C order, wrote.
 *
 * @throws InputError if it is anything but float32, float64 or int32 in C order, or is cut short
 * @example
 * readNpy("out/logits.npy"); // { data: Float32Array(6), shape: [2, 3] }
 */
export function readNpy(file: string): NpyArray {
  const source = new ByteSource(file);
  try {
    return elementsOf(source, () => {});
  } finally {
    source.close();
  }
}

/**
 * {@link readNpy}, and the SHA-256 of the bytes that it read: a file that is hashed and then read again
 * may be another one by then.
 *
 * @throws as {@link readNpy}
 * @example
 * readHashedNpy("out/logits_public.npy").sha256; // "9f86d081884c7d65..."
 */
export function readHashedNpy(file: string): NpyArray & { readonly sha256: string } {
  const hash = createHash("sha256");
  const source = new ByteSource(file);
  try {
    const array = elementsOf(source, (bytes) => hash.update(bytes));
    return { ...array, sha256: hash.digest("hex") };
  } finally {
    source.close();
  }
}

/** @param onBytes told of all bytes of the file, in order */
function elementsOf(source: ByteSource, onBytes: (bytes: Uint8Array) => void): NpyArray {
  const file = source.path;
  const bytes = source.view(0, Math.min(source.size, HEADER_BYTES));
  const { descr, fortranOrder, shape, dataStart } = readNpyHeader(bytes, (found, expected) => {
    throw new InputError(file, found, expected);
  });
  onBytes(bytes.subarray(0, dataStart));
  const type = types[descr as keyof typeof types];
  if (type === undefined || fortranOrder) {
    const order = fortranOrder ? "Fortran" : "C";
    throw new InputError(file, `${descr} in ${order} order`, `${Object.keys(types)} in C order`);
  }
  const length = sizeOf(shape) * type.BYTES_PER_ELEMENT;
  if (source.size - dataStart !== length) {
    throw new InputError(file, `${source.size - dataStart} bytes of elements`, `${length}`);
  }
  const data = new type(sizeOf(shape));
  let start = dataStart;
  for (const piece of pieces(data)) {
    source.copy(start, piece);
    onBytes(piece);
    start += piece.length;
  }
  return { data, shape };
}
