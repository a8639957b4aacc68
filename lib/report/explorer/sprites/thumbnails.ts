import type { ImageSource } from "../../../files";
import type { ReadThumbnail } from "./sheets";

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of a picture whose longer side is at most `side`, in the same proportions and never larger.
 *
 * @example
 * fittedSize({ width: 200, height: 100 }, 64); // { width: 64, height: 32 }
 */
export function fittedSize({ width, height }: Size, side: number): Size {
  const factor = Math.min(1, side / Math.max(width, height));
  const scaled = (extent: number) => Math.max(1, Math.round(factor * extent));
  return { width: scaled(width), height: scaled(height) };
}

/**
 * Reads rows of a set as thumbnails: each pixel the mean of those that it stands for, grey as three
 * equal colours.
 *
 * @example
 * thumbnailsOf(images, { width: 32, height: 32 })(17, pixels, 0, 1024);
 */
export function thumbnailsOf(images: ImageSource, { width, height }: Size): ReadThumbnail {
  const { channels, height: fullHeight, width: fullWidth } = images;
  const plane = fullHeight * fullWidth;
  const bytes = new Uint8Array(channels * plane);
  const isWhole = width === fullWidth && height === fullHeight;
  const [columns, lines] = [spans(fullWidth, width), spans(fullHeight, height)];
  const [green, blue] = channels === 3 ? [plane, 2 * plane] : [0, 0];
  const mean = (from: number, x: number, y: number) => {
    let sum = 0;
    for (let v = lines[2 * y]; v < lines[2 * y + 1]; v++) {
      for (let u = columns[2 * x]; u < columns[2 * x + 1]; u++)
        sum += bytes[from + v * fullWidth + u];
    }
    const count = (lines[2 * y + 1] - lines[2 * y]) * (columns[2 * x + 1] - columns[2 * x]);
    return Math.round(sum / count);
  };
  return (row, out, corner, stride) => {
    images.readBytes(row, 1, bytes);
    for (let y = 0; y < height; y++) {
      const to = corner + y * stride;
      const line = y * width;
      for (let x = 0; x < width; x++) {
        out[to + x] = isWhole
          ? pixel(bytes[line + x], bytes[green + line + x], bytes[blue + line + x])
          : pixel(mean(0, x, y), mean(green, x, y), mean(blue, x, y));
      }
    }
  };
}

/** Little-endian, as every machine that Node's canvas runs on. */
function pixel(red: number, green: number, blue: number): number {
  return 0xff000000 | (blue << 16) | (green << 8) | red;
}

/** First and last source pixel (exclusive) of each target pixel. */
function spans(full: number, few: number): Int32Array {
  const found = new Int32Array(2 * few);
  for (let i = 0; i < few; i++) {
    found[2 * i] = Math.floor((i * full) / few);
    found[2 * i + 1] = Math.max(found[2 * i] + 1, Math.ceil(((i + 1) * full) / few));
  }
  return found;
}
