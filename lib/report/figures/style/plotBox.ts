/** Where a plot lies in its figure, px; what stands above it (a legend) takes what it needs. */
export interface PlotBox {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Room under the plot for tick labels and axis title. */
  readonly below: number;
}

/**
 * The box of the axes in a figure of one plot: the same in all of one width, so that figures set
 * beside each other, on one line, have their axes in line.
 *
 * @param width of the whole figure, px
 * @example
 * plotBox(254); // { left: 64, right: 14, height: 157, below: 40 }
 */
export function plotBox(width: number): PlotBox {
  return { left: 64, right: 14, height: Math.round(0.62 * width), below: 40 };
}

/**
 * Whether a figure is no wider than half a line of the page: several plots stand one under the
 * other there, and of several bands one is drawn.
 *
 * @example
 * isNarrow(254); // true
 */
export const isNarrow = (width: number): boolean => width < 400;
