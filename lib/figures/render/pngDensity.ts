import { crc32 } from "./crc32";

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
  const body = Buffer.alloc(13);
  body.write("pHYs", 0, "latin1");
  const perMetre = Math.round(dpi / 0.0254);
  body.writeUInt32BE(perMetre, 4);
  body.writeUInt32BE(perMetre, 8);
  body[12] = 1;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, headerEnd), length, body, check, png.subarray(headerEnd)]);
}
