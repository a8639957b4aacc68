import path from "node:path";
import { repositoryRoot } from "../../../repository";

/** The one font family of all figures, from the package dejavu-fonts-ttf. */
export const fontFamily = "DejaVu Sans";

/** Ascent and descent of DejaVu Sans as shares of the font size (its hhea table). */
export const ascent = 0.928;
export const descent = 0.236;

/** Size in px; weight and style as CSS spells them. */
export interface Font {
  readonly size: number;
  readonly weight?: string;
  readonly style?: string;
}

interface Context2d {
  font: string;
  measureText(text: string): { width: number };
}

let context: Context2d | undefined;

/**
 * The font files that figures are drawn with: regular, bold, oblique.
 *
 * @example
 * new Resvg(svg, { font: { fontFiles: fontFiles() } });
 */
export function fontFiles(): string[] {
  const folder = path.join(repositoryRoot(), "node_modules", "dejavu-fonts-ttf", "ttf");
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"].map((name) =>
    path.join(folder, name),
  );
}

/** The native canvas is loaded on the first text measured, not when a notebook imports figures. */
function canvasContext(): Context2d {
  if (context !== undefined) return context;
  const { createCanvas, GlobalFonts } = require("@napi-rs/canvas");
  for (const file of fontFiles()) {
    if (GlobalFonts.registerFromPath(file, fontFamily) === null) {
      throw new Error(`${file}: found no readable font, expected a TrueType font; run npm ci`);
    }
  }
  context = createCanvas(8, 8).getContext("2d") as Context2d;
  return context;
}

/**
 * Width in px of a text on one line, from the font's own advances.
 *
 * @example
 * measureText("False positive rate", { size: 12 }); // 110.9
 */
export function measureText(text: string, font: Font): number {
  const drawing = canvasContext();
  drawing.font = `${font.style ?? "normal"} ${font.weight ?? "normal"} ${font.size}px "${fontFamily}"`;
  return drawing.measureText(text).width;
}
