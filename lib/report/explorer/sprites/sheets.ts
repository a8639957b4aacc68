import type { Canvas, ImageData } from "@napi-rs/canvas";
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
 * Draws rows on sheets of one layout, line by line, and encodes them: as JPEG, which takes an eighth of WebP's
 * time for hardly more bytes, or without loss as WebP.
 *
 * @example
 * const sheets = new Sheets(read, sheetLayout({ width: 32, height: 32 }));
 * (await sheets.encoded([0, 1], 50)).length; // bytes
 */
export class Sheets {
  /** As high as the highest sheet so far. New ones would be 4 MB a sheet that wait for the collector. */
  private image: ImageData | undefined;
  /** Those whose pictures are encoded. */
  private readonly free: Canvas[] = [];

  constructor(
    private readonly read: ReadThumbnail,
    private readonly layout: SheetLayout,
  ) {}

  /**
   * @param rows at most `perSheet`; a sheet of fewer is less high
   * @param quality of JPEG, 1 to 99; 100 loses nothing
   */
  async encoded(rows: ArrayLike<number>, quality: number): Promise<Buffer> {
    const { width, height, perLine } = this.layout;
    const { canvas, image } = this.opened(
      perLine * width,
      Math.ceil(rows.length / perLine) * height,
    );
    const { buffer, byteOffset } = image.data;
    const sheet = new Uint32Array(buffer, byteOffset, canvas.width * canvas.height);
    sheet.fill(0);
    for (let place = 0; place < rows.length; place++) {
      const line = Math.floor(place / perLine);
      const corner = line * height * canvas.width + (place % perLine) * width;
      this.read(rows[place], sheet, corner, canvas.width);
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
    const encoded = await (quality === LOSSLESS
      ? canvas.encode("webp", quality)
      : canvas.encode("jpeg", quality));
    this.free.push(canvas);
    return encoded;
  }

  private opened(width: number, height: number) {
    // The native canvas is loaded when there is something to draw: it takes as long as a fifth of lib.
    const native = require("@napi-rs/canvas") as typeof import("@napi-rs/canvas");
    const at = this.free.findIndex((canvas) => canvas.height === height);
    const [canvas] = at < 0 ? [native.createCanvas(width, height)] : this.free.splice(at, 1);
    if (this.image === undefined || this.image.height < height) {
      this.image = new native.ImageData(width, height);
    }
    return { canvas, image: this.image };
  }
}
