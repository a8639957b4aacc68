import type { Estimate } from "../../../metrics";
import type { PlotlyTrace } from "../parts/figure";
import { seriesStyle, softInk } from "../style";

/** A value at a number, and what it is called. */
export interface AlongPoint {
  readonly name: string;
  readonly at: number;
  readonly value: Estimate;
}

interface AlongStyle {
  readonly name: string;
  readonly series: number;
  readonly axes: string;
  readonly mode?: "lines+markers" | "markers";
}

/**
 * Points, each with its interval as a bar.
 *
 * @param series which colour and symbol they have
 * @param axes as `axesOf` names them
 * @param mode whether a line joins them, as it does unless told
 */
export function alongNumber(
  points: readonly AlongPoint[],
  { name, series, axes, mode = "lines+markers" }: AlongStyle,
): PlotlyTrace {
  const { color, symbol } = seriesStyle(series);
  const values = points.map(({ value }) => value);
  return {
    type: "scatter",
    mode,
    name,
    x: points.map(({ at }) => at),
    y: values.map(({ value }) => value),
    xaxis: `x${axes}`,
    yaxis: `y${axes}`,
    hovertext: points.map((point) => point.name),
    error_y: {
      type: "data",
      symmetric: false,
      array: values.map(({ value, high }) => (high ?? value) - value),
      arrayminus: values.map(({ value, low }) => value - (low ?? value)),
      color,
      thickness: 1,
      width: 2,
    },
    line: { color, width: 1 },
    marker: { color, symbol, size: 5 },
    showlegend: false,
  };
}

/** What chance gives, dashed. */
export function chanceLine(value: number, axes: string) {
  return {
    type: "line",
    xref: `x${axes} domain`,
    yref: `y${axes}`,
    x0: 0,
    x1: 1,
    y0: value,
    y1: value,
    line: { color: softInk, width: 1, dash: "5px,3px" },
    layer: "below",
  };
}

/** A range that holds all intervals and chance, with some air, within 0 and 1. */
export function valueRange(values: readonly Estimate[], chance: number): [number, number] {
  let [low, high] = [chance, chance];
  for (const one of values) {
    low = Math.min(low, one.low ?? one.value);
    high = Math.max(high, one.high ?? one.value);
  }
  const air = 0.06 * (high - low) || 0.05;
  return [Math.max(0, low - air), Math.min(1, high + air)];
}

/** A range that holds the numbers, with some air. */
export function alongRange(values: readonly number[]): [number, number] {
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const air = 0.05 * (high - low) || 0.5;
  return [low - air, high + air];
}
