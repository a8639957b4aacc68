import { openWindow } from "../../../lib/report/figures/render/browserWindow";
import type { DomElement } from "../../../lib/report/figures/render/dom";
import { canvasBox } from "../../../lib/report/figures/render/elementBox";
import type { Box } from "../../../lib/report/figures/render/geometry";

const window = openWindow();

/** A text of an SVG document: what it says, its size in px and where it stands. */
export interface SvgText {
  readonly text: string;
  readonly size: number;
  readonly box: Box;
}

/** All texts of an SVG document. */
export function svgTexts(svg: string): SvgText[] {
  const parsed = new window.DOMParser().parseFromString(svg, "image/svg+xml");
  const elements: (DomElement & { textContent: string })[] = [...parsed.querySelectorAll("text")];
  return elements.map((element) => ({
    text: element.textContent,
    size: Number.parseFloat(element.style?.fontSize ?? ""),
    box: canvasBox(element),
  }));
}

/** Boxes that share more than a pixel in both directions. */
export function overlap(a: Box, b: Box): boolean {
  const shared = (p: number, length: number, q: number, other: number) =>
    Math.min(p + length, q + other) - Math.max(p, q);
  return shared(a.x, a.width, b.x, b.width) > 1 && shared(a.y, a.height, b.y, b.height) > 1;
}
