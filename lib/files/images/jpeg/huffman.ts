import type { Fail } from "../../formats/pickle/values";

/** A table of codes of 1 to 16 bits. */
export interface HuffmanTable {
  /** For each next 8 bits: the code's length times 256 and its symbol; 0 if it is longer. */
  readonly short: Uint16Array;
  /** For each length the code after its last, or 0 if there is none so long. */
  readonly ends: Int32Array;
  /** For each length what is added to a code to find its symbol. */
  readonly offsets: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * Builds a table (ITU-T T.81 annex C).
 *
 * @param counts 16 numbers of codes, by length from 1 bit on
 * @param symbols of the codes in order
 * @throws InputError through `fail` if there are more codes of a length than fit
 * @example
 * huffmanTable(Uint8Array.of(0, 2, 0, ...), Uint8Array.of(4, 7), fail); // 00 is 4, 01 is 7
 */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array, fail: Fail): HuffmanTable {
  const short = new Uint16Array(256);
  const ends = new Int32Array(17);
  const offsets = new Int32Array(17);
  let code = 0;
  let first = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1];
    // All ones is no code (T.81 C), but libjpeg takes it, and so do we.
    if (code + count > 1 << length) fail(`with ${count} codes of ${length} bits`, "as many as fit");
    offsets[length] = first - code;
    for (let i = 0; i < count && length <= 8; i++) {
      const from = (code + i) << (8 - length);
      short.fill((length << 8) | symbols[first + i], from, from + (1 << (8 - length)));
    }
    code += count;
    first += count;
    ends[length] = count > 0 ? code : 0;
    code <<= 1;
  }
  return { short, ends, offsets, symbols };
}
