import { crc32 } from "node:zlib";
import type { Fail } from "../../formats/pickle/values";
import { printable } from "../../text";

/** A chunk of a PNG file. */
export interface Chunk {
  /** Four letters; the first is a capital if the picture cannot be read without the chunk. */
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE_LENGTH = 8;

/** Fewest bytes of ancillary chunks, which are passed over: Pillow refuses shorter ones too. */
const SHORTEST: Readonly<Record<string, number>> = {
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  pHYs: 9,
  acTL: 8,
  fcTL: 26,
};

/**
 * The chunks behind a PNG file's signature, up to and with IEND (PNG, third edition, section 5).
 * What follows IEND is no part of the picture.
 *
 * @throws InputError through `fail` if a chunk is cut short, has another CRC-32 or no name, or if
 *   there is no IEND
 * @example
 * pngChunks(readFileSync("0.png"), fail).map(({ type }) => type); // ["IHDR", "IDAT", "IEND"]
 */
export function pngChunks(bytes: Buffer, fail: Fail): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_LENGTH; ; ) {
    if (at + 12 > bytes.length) return fail(`that ends at byte ${bytes.length}`, "a chunk IEND");
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(type)) {
      return fail(`with the chunk "${printable(type)}" at byte ${at}`, "a name of four letters");
    }
    const end = at + 8 + length;
    if (end + 4 > bytes.length) {
      return fail(`that ends within its chunk ${type}`, `${length} bytes of it`);
    }
    const [found, told] = [crc32(bytes.subarray(at + 4, end)), bytes.readUInt32BE(end)];
    if (found !== told) return fail(`with CRC-32 ${hex(found)} of chunk ${type}`, hex(told));
    if (length < (SHORTEST[type] ?? 0)) {
      return fail(`with ${length} bytes in chunk ${type}`, `at least ${SHORTEST[type]}`);
    }
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    if (type === "IEND") return chunks;
    at = end + 4;
  }
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, "0");
}
