import type { PageRun } from "../pack/pageRun";
import { fromBase64 } from "./openRun";

/** The pictures of a run's rows. */
export interface Sprites {
  /** Whether the run has any. */
  readonly exist: boolean;
  /** Draws a row's picture as soon as it is there; leaves the canvas empty where there is none. */
  draw(canvas: HTMLCanvasElement, row: number): void;
}

/** Pictures out of the sheets that the page carries, each unpacked when first looked at. */
export function openSprites(run: PageRun, index: number): Sprites {
  const { images } = run;
  if (images === null) return { exist: false, draw: () => {} };
  const { width, height, perLine, perSheet, mediaType, places } = images;
  const wanted = new WeakMap<HTMLCanvasElement, number>();
  const sheets = new Map<number, Promise<ImageBitmap> | ImageBitmap>();

  const sheetOf = (sheet: number) => {
    const known = sheets.get(sheet);
    if (known) return known;
    const block = [index, 0]
      .map((of) => document.getElementById(`sheet-${of}-${sheet}`))
      .find(Boolean);
    const text = block?.textContent ?? "";
    const bitmap = createImageBitmap(new Blob([fromBase64(text)], { type: mediaType }));
    sheets.set(sheet, bitmap);
    void bitmap.then((ready) => sheets.set(sheet, ready));
    return bitmap;
  };

  const paint = (canvas: HTMLCanvasElement, place: number, sheet: ImageBitmap) => {
    const at = place % perSheet;
    const [x, y] = [(at % perLine) * width, Math.floor(at / perLine) * height];
    const pen = canvas.getContext("2d")!;
    pen.clearRect(0, 0, width, height);
    pen.drawImage(sheet, x, y, width, height, 0, 0, width, height);
  };

  return {
    exist: true,
    draw: (canvas, row) => {
      if (wanted.get(canvas) === row) return;
      wanted.set(canvas, row);
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      canvas.getContext("2d")!.clearRect(0, 0, width, height);
      const place = places[row];
      if (place < 0) return;
      const sheet = sheetOf(Math.floor(place / perSheet));
      if (sheet instanceof ImageBitmap) return paint(canvas, place, sheet);
      void sheet.then((ready) => {
        if (wanted.get(canvas) === row) paint(canvas, place, ready);
      });
    },
  };
}
