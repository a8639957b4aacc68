/** One Plotly trace: `type` says which, the rest is as Plotly's reference names it. */
export interface PlotlyTrace {
  type: string;
  [attribute: string]: unknown;
}

/** What a reader needs beside the picture; kept in Plotly's own free field `layout.meta`. */
export interface FigureMeta {
  /** What is drawn, of how many rows, of which split. */
  caption: string;
  /** What a reader who cannot see the picture should know. */
  altText: string;
}

/** A Plotly layout; width and height in px, 96 px to the inch. */
export interface PlotlyLayout {
  width: number;
  height: number;
  meta: FigureMeta;
  [attribute: string]: unknown;
}

/**
 * A plain Plotly figure object: what `Plotly.newPlot`, nodeplotlib and {@link renderSvg} take.
 *
 * @example
 * const figure: Figure = rocLogLog({ curves: [{ name: "RF", membership, scores }] });
 */
export interface Figure {
  data: PlotlyTrace[];
  layout: PlotlyLayout;
}
