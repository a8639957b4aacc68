import { pngChunk } from "./pngChunk";

const headerEnd = 33; // 8 bytes of signature, 25 of the IHDR chunk

/**
 * A PNG with its density written into a pHYs chunk, so that a page sets it at its size on paper.
 *
 * @param png a PNG file without a pHYs chunk
 * @param dpi pixels per inch
 * @example
 * withDensity(png, 300);
 */
export function withDensity(png: Buffer, dpi: number): Buffer {
  const body = Buffer.alloc(9);
  const perMetre = Math.round(dpi / 0.0254);
  body.writeUInt32BE(perMetre, 0);
  body.writeUInt32BE(perMetre, 4);
  body[8] = 1; // the unit is the metre
  return Buffer.concat([
    png.subarray(0, headerEnd),
    pngChunk("pHYs", body),
    png.subarray(headerEnd),
  ]);
}
