import type { Fail } from "../formats/pickle/values";
import { limits } from "../limits";

const PNG = "\x89PNG\r\n\x1a\n";
/** JPEG's markers that start a frame: all of 0xc0 to 0xcf but tables and reserved ones. */
const FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Whether the bytes begin as a PNG file does. */
export function isPng(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, 8) === PNG;
}

/**
 * Refuses a picture without pixels or with more than may be taken memory for.
 *
 * @throws InputError through `fail`
 * @example
 * checkPictureSize({ width: 32, height: 32 }, fail);
 */
export function checkPictureSize({ width, height }: PictureSize, fail: Fail): void {
  if (!(width > 0 && height > 0 && width * height <= limits.pixels)) {
    fail(`of ${width} x ${height} pixels`, `a picture of at most ${limits.pixels}`);
  }
}

/**
 * The size that the header of a PNG or JPEG file states (PNG's IHDR chunk; JPEG's first frame,
 * ITU-T T.81 B.2.2).
 *
 * @returns undefined if the bytes are neither
 * @example
 * pictureSize(readFileSync("0.png")); // { width: 32, height: 32 }
 */
export function pictureSize(bytes: Buffer): PictureSize | undefined {
  if (isPng(bytes)) {
    if (bytes.length < 24 || bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    if (FRAMES.includes(bytes[at + 1])) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    // A marker may be filled up with more bytes of 0xff.
    at += bytes[at + 1] === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
