/**
 * An unsigned integer in LEB128, the variable-length form of the WebAssembly binary format.
 *
 * @param value an integer in 0 .. 2^32 - 1
 * @example
 * unsigned(300); // [0xac, 0x02]
 */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const more = rest > 0x7f;
    bytes.push((rest & 0x7f) | (more ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/**
 * A signed integer in LEB128.
 *
 * @param value an integer in -2^31 .. 2^31 - 1
 * @example
 * signed(-2); // [0x7e]
 */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}
