import type { Estimate } from "../../../metrics";
import { largest, smallest } from "../../../numeric/arrays";
import type { PlotlyTrace } from "../parts/figure";
import {
  type Axis,
  axis,
  isNarrow,
  type LineStyle,
  plainText,
  plotBox,
  textSize,
  textWidth,
  wrapName,
} from "../style";

/** Named rows one under the other, values to the right. */
export interface DotRows {
  readonly yaxis: Axis;
  /** Room in px for the names. */
  readonly left: number;
  readonly plotHeight: number;
}

const rowPadding = 10;
const share = 0.45; // of the figure's width that names may take

/**
 * An axis of named rows from the top down; long names are broken into lines. In a narrow figure the
 * plot has the box of all others where its names and rows find room in it.
 *
 * @param series dots that stand one under the other in each row
 * @example
 * const { yaxis, left, plotHeight } = dotRows(["RF", "MLP"], 254);
 */
export function dotRows(names: readonly string[], width: number, series = 1): DotRows {
  const lines = names.map((name) => wrapName(name, share * width, textSize.tick));
  const widest = Math.max(0, largest(lines.flat().map((line) => textWidth(line, textSize.tick))));
  const tallest = Math.max(1, largest(lines.map((wrapped) => wrapped.length)));
  const box = plotBox(width);
  const rowHeight = Math.max(tallest * textSize.tick * 1.3, series * 9) + rowPadding / 2;
  return {
    yaxis: axis("", {
      range: [names.length - 0.5, -0.5],
      tickvals: names.map((_, i) => i),
      ticktext: lines.map((wrapped) => wrapped.map(plainText).join("<br>")),
    }),
    left: Math.max(isNarrow(width) ? box.left : 0, Math.ceil(widest) + 12),
    plotHeight: Math.max(isNarrow(width) ? box.height : 0, names.length * rowHeight + rowPadding),
  };
}

/**
 * One series of dots with their intervals, `offset` rows below the middle of each row.
 *
 * @param rows the names of the rows, one for each value
 * @param values null where there is none to draw
 * @example
 * dotTrace("corrected", ["RF"], [{ value: 0.67, low: 0.65, high: 0.69 }], { offset: 0.15, style });
 */
export function dotTrace(
  name: string,
  rows: readonly string[],
  values: readonly (Estimate | null)[],
  drawing: { offset: number; style: LineStyle; hollow?: boolean },
): PlotlyTrace {
  const { offset, style, hollow } = drawing;
  const at = values.flatMap((value, i) =>
    value === null ? [] : [{ ...value, y: i + offset, row: rows[i] }],
  );
  const intervals = at.some(({ low, high }) => low !== null && high !== null);
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: at.map(({ value }) => value),
    y: at.map(({ y }) => y),
    hovertext: at.map(({ row }) => row),
    error_x: intervals && {
      type: "data",
      symmetric: false,
      array: at.map(({ value, high }) => (high ?? value) - value),
      arrayminus: at.map(({ value, low }) => value - (low ?? value)),
      color: style.color,
      thickness: 1,
      width: 2,
    },
    marker: {
      color: hollow ? "#ffffff" : style.color,
      symbol: style.symbol,
      size: 6,
      line: { color: style.color, width: 1.2 },
    },
  };
}

/**
 * The range that shows all estimates with their intervals, and `reference` if there is one, with
 * a little air on both sides.
 *
 * @example
 * dotRange([{ value: 0.6, low: 0.5, high: 0.7 }], 0.5);
 */
export function dotRange(values: readonly Estimate[], reference?: number): [number, number] {
  const all = values.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  if (reference !== undefined) all.push(reference);
  const from = smallest(all);
  const to = largest(all);
  const air = 0.05 * (to - from) || 0.05;
  return [from - air, to + air];
}
