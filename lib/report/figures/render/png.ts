import type { Figure } from "../parts/figure";
import { fontFamily, fontFiles } from "./fonts";
import { withDensity } from "./pngDensity";
import { type RenderSize, renderSvg } from "./svg";

/**
 * An SVG document as a PNG on white, drawn with DejaVu Sans and with no font of the machine.
 *
 * @param dpi pixels per inch; the SVG counts 96 px to the inch
 * @example
 * svgToPng(svg, 300);
 */
export function svgToPng(svg: string, dpi: number): Buffer {
  const { Resvg } = require("@resvg/resvg-js");
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: dpi / 96 },
    background: "white",
    font: {
      loadSystemFonts: false,
      fontFiles: fontFiles(),
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return withDensity(Buffer.from(drawing.render().asPng()), dpi);
}

/**
 * A figure as a PNG whose density is recorded, so that it is printed at its size.
 *
 * @param options size in px, 96 to the inch, default the figure's own; dpi default 300
 * @throws Error if Plotly refuses the figure
 * @example
 * writeFileSync("roc.png", await renderPng(figure, { width: 528, height: 396 })); // 1650 x 1238
 */
export async function renderPng(
  figure: Figure,
  options: RenderSize & { readonly dpi?: number } = {},
): Promise<Buffer> {
  return svgToPng(await renderSvg(figure, options), options.dpi ?? 300);
}
