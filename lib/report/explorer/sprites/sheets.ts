import type { Size } from "./thumbnails";

/**
 * Writes a row's thumbnail among the pixels of an `ImageData`, its first at `corner`, its lines `stride`
 * apart.
 */
export type ReadThumbnail = (row: number, out: Uint32Array, corner: number, stride: number) => void;

/** How thumbnails lie on a sheet. */
export interface SheetLayout extends Size {
  /** Thumbnails a line, and a sheet. */
  readonly perLine: number;
  readonly perSheet: number;
}

/** The quality at which every pixel is kept. */
export const LOSSLESS = 100;

/** Longest side of a sheet, in pixels: what a browser decodes in a few milliseconds. */
const sheetSide = 1024;

/**
 * As many thumbnails of a size as fit on a sheet.
 *
 * @example
 * sheetLayout({ width: 32, height: 32 }).perSheet; // 1024
 */
export function sheetLayout({ width, height }: Size): SheetLayout {
  const perLine = Math.max(1, Math.floor(sheetSide / width));
  return {
    width,
    height,
    perLine,
    perSheet: perLine * Math.max(1, Math.floor(sheetSide / height)),
  };
}

/** The type of a sheet of some quality. */
export function mediaTypeOf(quality: number): "image/webp" | "image/jpeg" {
  return quality === LOSSLESS ? "image/webp" : "image/jpeg";
}

/**
 * Draws rows on one sheet, line by line, and encodes it: as JPEG, which takes an eighth of WebP's time
 * for hardly more bytes, or without loss as WebP.
 *
 * @param rows at most `perSheet`; a sheet of fewer is less high
 * @param quality of JPEG, 1 to 99; 100 loses nothing
 * @example
 * (await encodedSheet([0, 1], read, sheetLayout({ width: 32, height: 32 }), 50)).length; // bytes
 */
export function encodedSheet(
  rows: ArrayLike<number>,
  read: ReadThumbnail,
  { width, height, perLine }: SheetLayout,
  quality: number,
): Promise<Buffer> {
  // The native canvas is loaded when there is something to draw: it takes as long as a fifth of lib.
  const { createCanvas } = require("@napi-rs/canvas") as typeof import("@napi-rs/canvas");
  const canvas = createCanvas(perLine * width, Math.ceil(rows.length / perLine) * height);
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  const { buffer, byteOffset } = image.data;
  const sheet = new Uint32Array(buffer, byteOffset, canvas.width * canvas.height);
  for (let place = 0; place < rows.length; place++) {
    const corner = Math.floor(place / perLine) * height * canvas.width + (place % perLine) * width;
    read(rows[place], sheet, corner, canvas.width);
  }
  context.putImageData(image, 0, 0);
  return quality === LOSSLESS ? canvas.encode("webp", quality) : canvas.encode("jpeg", quality);
}
