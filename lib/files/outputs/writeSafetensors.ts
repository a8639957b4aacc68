import { writeAtomically } from "./writeAtomically";

/** A named array of float32 with its shape. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Writes named arrays of float32 as a safetensors file (format 0.4), in their order, and atomically.
 *
 * @returns SHA-256 of the bytes that were written
 * @throws RangeError if a shape does not hold as many elements as there are
 * @throws InputError if the file cannot be written
 * @example
 * writeSafetensors("model.safetensors", new Map([["fc.bias", { shape: [2], data }]]));
 */
export function writeSafetensors(file: string, arrays: ReadonlyMap<string, NamedArray>): string {
  const header: Record<string, object> = {};
  let end = 0;
  for (const [name, { shape, data }] of arrays) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    if (size !== data.length) {
      throw new RangeError(`${name}: shape [${shape}] holds ${size} elements, not ${data.length}`);
    }
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  // Blanks so that the arrays begin at a multiple of eight bytes.
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const bytes = [...arrays.values()].map(
    ({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
  return writeAtomically(file, [length, padded, ...bytes]);
}
