import { deflateSync } from "node:zlib";
import { pngChunk } from "../render/pngChunk";

/** Pixels of one image: channel by channel, row by row, one byte each (CHW). */
export interface ImageBytes {
  readonly bytes: Uint8Array;
  /** 1 (grey) or 3 (RGB). */
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** PNG scanlines: a filter byte 0, then the colours, each pixel `scale` times both ways. */
function scanlines({ bytes, channels, height, width }: ImageBytes, scale: number): Buffer {
  const stride = 1 + 3 * width * scale;
  const lines = Buffer.alloc(height * scale * stride);
  const plane = height * width;
  for (let row = 0; row < height * scale; row++) {
    for (let column = 0; column < width * scale; column++) {
      const pixel = Math.floor(row / scale) * width + Math.floor(column / scale);
      const at = row * stride + 1 + 3 * column;
      for (let c = 0; c < 3; c++) lines[at + c] = bytes[pixel + (channels === 3 ? c * plane : 0)];
    }
  }
  return lines;
}

/**
 * An image as a PNG in a data URI, each pixel a square of `scale` x `scale`, so that nothing
 * blurs it; without an alpha channel, which PDF writers would have to take apart.
 *
 * @throws RangeError if the bytes do not fit the shape, or channels are neither 1 nor 3
 * @example
 * thumbnail({ bytes, channels: 3, height: 32, width: 32 }, 6);
 */
export function thumbnail(image: ImageBytes, scale: number): string {
  const { bytes, channels, height, width } = image;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`channels: found ${channels}, expected 1 or 3`);
  }
  if (bytes.length !== channels * height * width) {
    throw new RangeError(
      `bytes: found ${bytes.length}, expected ${channels} x ${height} x ${width}`,
    );
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width * scale, 0);
  header.writeUInt32BE(height * scale, 4);
  header.set([8, 2], 8); // 8 bits, RGB
  const png = Buffer.concat([
    signature,
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(scanlines(image, scale))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString("base64")}`;
}
