/** Pixels of one image: channel by channel, row by row, one byte each (CHW). */
export interface ImageBytes {
  readonly bytes: Uint8Array;
  /** 1 (grey) or 3 (RGB). */
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/**
 * An image as a PNG in a data URI, each pixel a square of `scale` x `scale`, so that nothing
 * blurs it.
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
  const { createCanvas } = require("@napi-rs/canvas");
  const canvas = createCanvas(width * scale, height * scale);
  const context = canvas.getContext("2d");
  const plane = height * width;
  const green = channels === 3 ? plane : 0;
  for (let at = 0; at < plane; at++) {
    context.fillStyle = `rgb(${bytes[at]},${bytes[at + green]},${bytes[at + 2 * green]})`;
    context.fillRect((at % width) * scale, Math.floor(at / width) * scale, scale, scale);
  }
  return `data:image/png;base64,${canvas.toBuffer("image/png").toString("base64")}`;
}
