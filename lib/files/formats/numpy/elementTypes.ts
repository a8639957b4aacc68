import type { DType } from "../tensor/dtype";

/** numpy's type codes (kind and bytes of an element) under torch's names. */
const types: ReadonlyMap<string, DType> = new Map<string, DType>([
  ["f2", "float16"],
  ["f4", "float32"],
  ["f8", "float64"],
  ["i1", "int8"],
  ["i2", "int16"],
  ["i4", "int32"],
  ["i8", "int64"],
  ["u1", "uint8"],
  ["u2", "uint16"],
  ["u4", "uint32"],
  ["u8", "uint64"],
  ["b1", "bool"],
]);

/**
 * The element type of a numpy type code.
 *
 * @returns undefined for types that are not plain numbers
 * @example
 * elementType("f4"); // "float32"
 */
export function elementType(code: string): DType | undefined {
  return types.get(code);
}

/**
 * Fixed-width texts (numpy's "<U5": 4 bytes a character; "S5": one), without the padding.
 *
 * @param width characters in each
 * @example
 * fixedTexts(Uint8Array.of(0x61, 0, 0x62, 0x63), "S", 2); // ["a", "bc"]
 */
export function fixedTexts(bytes: Uint8Array, kind: "U" | "S", width: number): string[] {
  const character = kind === "U" ? 4 : 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = width === 0 ? 0 : Math.floor(bytes.length / (width * character));
  return Array.from({ length: count }, (_, i) => {
    let text = "";
    for (let j = 0; j < width; j++) {
      const at = (i * width + j) * character;
      const code = kind === "U" ? view.getUint32(at, true) : view.getUint8(at);
      text += String.fromCodePoint(Math.min(code, 0x10ffff));
    }
    let end = text.length;
    while (end > 0 && text[end - 1] === "\0") end--;
    return text.slice(0, end);
  });
}
