import { InputError, readNpyHeader } from "..";
import { readHashed } from "./sha256";
import { writeAtomically } from "./writeAtomically";

/** Element types that artefacts are written in. */
export type NpyData = Float32Array | Float64Array | Int32Array;

/** An array in row-major (C) order. */
export interface NpyArray<T extends NpyData = NpyData> {
  readonly data: T;
  readonly shape: readonly number[];
}

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
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return writeAtomically(file, [header(data, shape), bytes]);
}

/**
 * Reads an array back that writeNpy, or numpy.save in C order, wrote.
 *
 * @throws InputError if it is anything but float32, float64 or int32 in C order, or is cut short
 * @example
 * readNpy("out/logits.npy"); // { data: Float32Array(6), shape: [2, 3] }
 */
export function readNpy(file: string): NpyArray {
  return parseNpy(file, readHashed(file).bytes);
}

/**
 * {@link readNpy} of a file's bytes that were read already.
 *
 * @param file where they come from, for messages
 * @throws as {@link readNpy}
 */
export function parseNpy(file: string, bytes: Buffer): NpyArray {
  const { descr, fortranOrder, shape, dataStart } = readNpyHeader(bytes, (found, expected) => {
    throw new InputError(file, found, expected);
  });
  const type = types[descr as keyof typeof types];
  if (type === undefined || fortranOrder) {
    const order = fortranOrder ? "Fortran" : "C";
    throw new InputError(file, `${descr} in ${order} order`, `${Object.keys(types)} in C order`);
  }
  const length = sizeOf(shape) * type.BYTES_PER_ELEMENT;
  if (bytes.length - dataStart !== length) {
    throw new InputError(file, `${bytes.length - dataStart} bytes of elements`, `${length}`);
  }
  const data = new type(sizeOf(shape));
  new Uint8Array(data.buffer).set(bytes.subarray(dataStart));
  return { data, shape };
}
