/**
 * What every figure function takes beside its data.
 *
 * @example
 * rocLogLog({ curves }, { width: 254, split: "report rows" });
 */
export interface FigureOptions {
  /** px, 96 to the inch: 528 = 5.5 in (default, a whole text line), 254 = 2.65 in (half). */
  readonly width?: number;
  /** px; default: what the figure needs at this width. */
  readonly height?: number;
  /** Which rows are drawn, for the caption: "report rows", "private rows". */
  readonly split?: string;
  /**
   * The caption drawn under the plot; default: the figure's own, which says what is drawn, n and
   * split. `false` draws none (for a page that sets its own); `layout.meta.caption` keeps it.
   */
  readonly caption?: string | false;
  /** Stands at the end of the caption: what a reader must know of these rows. */
  readonly note?: string;
}
