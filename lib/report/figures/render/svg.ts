import { markup } from "../../../files";
import type { Figure } from "../parts/figure";
import { plotlySvg } from "./plotly";

/** Size in px, 96 to the inch; what is left out is taken from the figure's layout. */
export interface RenderSize {
  readonly width?: number;
  readonly height?: number;
}

/**
 * A figure as an SVG document; no browser, no network; the same figure gives the same bytes. The
 * figure's alternative text is its `title`.
 *
 * @param size px, 96 to the inch (5.5 in = 528); default: the figure's own
 * @throws Error if Plotly refuses the figure
 * @example
 * writeFileSync("roc.svg", await renderSvg(figure, { width: 528, height: 396 }));
 */
export async function renderSvg(figure: Figure, size: RenderSize = {}): Promise<string> {
  const { layout } = figure;
  const svg = await plotlySvg(figure, size.width ?? layout.width, size.height ?? layout.height);
  const title = `<title>${markup(layout.meta.altText)}</title>`;
  return svg.replace(/\u200b/g, "").replace(/^<svg[^>]*>/, (tag) => `${tag}${title}`);
}
