/** How the elements of a tensor are stored, under torch's names. */
export type DType =
  | "float32"
  | "float64"
  | "float16"
  | "bfloat16"
  | "uint8"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint16"
  | "uint32"
  | "uint64"
  | "bool";

/**
 * Bytes that one element takes.
 *
 * @example
 * itemSize.bfloat16; // 2
 */
export const itemSize: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  uint8: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  bool: 1,
};

/** Arrays that elements are decoded to. */
export type Decoded = Float32Array | Float64Array | Uint8Array;

/**
 * Whether elements of the type are fractions rather than whole numbers.
 *
 * @example
 * isFloating("bfloat16"); // true
 */
export function isFloating(dtype: DType): boolean {
  return dtype === "float16" || dtype === "bfloat16" || dtype === "float32" || dtype === "float64";
}

/**
 * IEEE 754 half precision to a number.
 *
 * @example
 * fromFloat16(0x3c00); // 1
 */
export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const half = { table: undefined as Float32Array | undefined };

function float16Table(): Float32Array {
  half.table ??= Float32Array.from({ length: 65536 }, (_, bits) => fromFloat16(bits));
  return half.table;
}

/** The same bytes, moved if they do not start where an array of such elements may start. */
function aligned(bytes: Uint8Array, item: number): [ArrayBuffer, number, number] {
  const at = bytes.byteOffset % item === 0 ? bytes : new Uint8Array(bytes);
  return [at.buffer as ArrayBuffer, at.byteOffset, at.length / item];
}

/**
 * Little-endian elements as a typed array of numbers: float32 and uint8 as they are (a view where
 * the bytes allow one), float16 and bfloat16 as float32, every other type as float64.
 * Whole numbers beyond 2^53 lose digits.
 *
 * @example
 * decode("int64", Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0)); // Float64Array [1]
 */
export function decode(dtype: DType, bytes: Uint8Array): Decoded {
  const [buffer, start, count] = aligned(bytes, itemSize[dtype]);
  switch (dtype) {
    case "float32":
      return new Float32Array(buffer, start, count);
    case "float64":
      return new Float64Array(buffer, start, count);
    case "float16": {
      const table = float16Table();
      return Float32Array.from(new Uint16Array(buffer, start, count), (bits) => table[bits]);
    }
    case "bfloat16": {
      const wide = Uint32Array.from(new Uint16Array(buffer, start, count), (bits) => bits << 16);
      return new Float32Array(wide.buffer);
    }
    case "uint8":
      return new Uint8Array(buffer, start, count);
    case "bool":
      // Every byte but 0 is true, as torch and numpy have it.
      return Uint8Array.from(new Uint8Array(buffer, start, count), (byte) => (byte === 0 ? 0 : 1));
    case "int8":
      return Float64Array.from(new Int8Array(buffer, start, count));
    case "int16":
      return Float64Array.from(new Int16Array(buffer, start, count));
    case "int32":
      return Float64Array.from(new Int32Array(buffer, start, count));
    case "int64":
      return Float64Array.from(new BigInt64Array(buffer, start, count), Number);
    case "uint16":
      return Float64Array.from(new Uint16Array(buffer, start, count));
    case "uint32":
      return Float64Array.from(new Uint32Array(buffer, start, count));
    case "uint64":
      return Float64Array.from(new BigUint64Array(buffer, start, count), Number);
  }
}
