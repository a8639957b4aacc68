import type { Figure } from "../figures";
import { figureOutput, programOutput } from "../live";
import { oneCarrier } from "../live/carrier";
import { liveFigure } from "../live/liveFigure";
import { drawn } from "./drawing";
import { openInBrowser } from "./openInBrowser";
import { isHeadless, publish, publisher } from "./publish";

/** How a figure is shown. */
export interface FigureOptions {
  /** px at 96 to the inch, default the figure's own. */
  readonly width?: number;
  readonly height?: number;
  /** What a reader who cannot see it should know, default the figure's own. */
  readonly alt?: string;
  /**
   * "plotly" puts a button under the picture, which a click makes live: zoom, pan, and words under
   * the pointer. What draws it lies in the notebook once (0.7 MB). "nodeplotlib" opens it in the
   * browser, from a server that only this machine can reach, and does nothing where nobody looks
   * (`npm run notebook`). Default: the picture alone.
   */
  readonly interactive?: "plotly" | "nodeplotlib" | null;
}

/** Pixels per inch of saved pictures: sharp on a dense screen, well under 1 MB. */
const DPI = 144;

const carriesProgram = oneCarrier();

/**
 * Shows a figure below the cell as a PNG with its alternative text.
 *
 * @example
 * await showFigure(rocLogLog({ curves }), { alt: "ROC of three models, log-log" });
 */
export async function showFigure(figure: Figure, options: FigureOptions = {}): Promise<void> {
  const { width = figure.layout.width, height = figure.layout.height } = options;
  const { alt = figure.layout.meta.altText, interactive = null } = options;
  if (interactive === "plotly" && publisher() && carriesProgram())
    publish({ data: programOutput() });
  const png = Buffer.from(await drawn({ figure, width, height, dpi: DPI }));
  const data = { "image/png": png.toString("base64"), "text/plain": alt };
  publish({ data, metadata: { "image/png": { width, height, alt } } });
  if (interactive === "plotly" && publisher()) {
    const { data, layout } = liveFigure(figure);
    const html = figureOutput({ data, layout: { ...layout, width, height } });
    publish({ data: { "text/html": html, "text/plain": `The picture above, live: ${alt}` } });
  }
  if (interactive === "nodeplotlib" && !isHeadless()) await openInBrowser(figure);
}
