import type { Fail } from "../../formats/pickle/values";
import type { Chunk } from "./chunks";

/** What the first chunk of a PNG file says. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** Samples of a pixel. */
  readonly channels: number;
  /** Whether the one sample of a pixel is a number of a colour in PLTE. */
  readonly indexed: boolean;
  readonly interlaced: boolean;
}

/** Channels and depths of each colour type: grey, colour, palette, grey and colour with opacity. */
const COLOURS: Readonly<Record<number, { channels: number; depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

/**
 * Reads IHDR. Grey of 16 bits is refused: Pillow's releases made three different pictures of it.
 *
 * @throws InputError through `fail` if the chunk is another or holds what PNG does not allow
 * @example
 * readPngHeader(chunks[0], fail).channels; // 3
 */
export function readPngHeader({ type, data }: Chunk, fail: Fail): PngHeader {
  if (type !== "IHDR" || data.length !== 13) {
    return fail(`with ${data.length} bytes of ${type} in front`, "13 of IHDR");
  }
  const [depth, colour, compression, filter, interlace] = data.subarray(8);
  const known = COLOURS[colour];
  if (!known?.depths.includes(depth)) {
    return fail(`of colour type ${colour} with ${depth} bits`, "one that PNG has");
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    const found = `of compression ${compression}, filter ${filter} and interlace ${interlace}`;
    return fail(found, "0, 0 and 0 or 1");
  }
  if (colour === 0 && depth === 16) {
    return fail("of 16-bit grey", "8 bits: Pillow's releases differ in what they make of 16");
  }
  return {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    depth,
    channels: known.channels,
    indexed: colour === 3,
    interlaced: interlace === 1,
  };
}
