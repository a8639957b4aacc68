import { type Figure, renderPng } from "../figures";
import { openInBrowser } from "./openInBrowser";
import { plotlyPage } from "./plotlyPage";
import { isHeadless, publish } from "./publish";

/** How a figure is shown. */
export interface FigureOptions {
  /** px at 96 to the inch, default the figure's own. */
  readonly width?: number;
  readonly height?: number;
  /** What a reader who cannot see it should know, default the figure's own. */
  readonly alt?: string;
  /**
   * "plotly" adds an interactive copy that carries Plotly in itself (some 2 MB in the notebook);
   * "nodeplotlib" opens one in the browser, from a server that only this machine can reach, and
   * does nothing where nobody looks (`npm run notebook`). Default: the picture alone.
   */
  readonly interactive?: "plotly" | "nodeplotlib" | null;
}

/** Pixels per inch of saved pictures: sharp on a dense screen, well under 1 MB. */
const DPI = 144;

/**
 * Shows a figure below the cell as a PNG with its alternative text.
 *
 * @example
 * await showFigure(rocLogLog({ curves }), { alt: "ROC of three models, log-log" });
 */
export async function showFigure(figure: Figure, options: FigureOptions = {}): Promise<void> {
  const { width = figure.layout.width, height = figure.layout.height } = options;
  const { alt = figure.layout.meta.altText, interactive = null } = options;
  const png = await renderPng(figure, { width, height, dpi: DPI });
  const data = { "image/png": png.toString("base64"), "text/plain": alt };
  publish({ data, metadata: { "image/png": { width, height, alt } } });
  if (interactive === "plotly") {
    publish({ data: { "text/html": plotlyPage(figure, width, height, alt), "text/plain": alt } });
  }
  if (interactive === "nodeplotlib" && !isHeadless()) await openInBrowser(figure);
}
