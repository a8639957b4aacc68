import type { PlotlyTrace } from "../parts/figure";
import type { BandEnds } from "../rocCurves";
import { guideColour, type LineStyle, withOpacity } from "../style";
import { thinSteps } from "./thinSteps";

/** Where a rate stands on its axis, as a share of the axis from 0 to 1. */
export type Position = (rate: number) => number;

/** How a curve goes from vertex to vertex: in steps ("hv") or straight ("linear"). */
export type LineShape = "hv" | "linear";

const subPixel = 1 / 2000; // of the plot's side: less than a dot of a 300 dpi print at 5.5 in

function picked(values: ArrayLike<number>, kept: readonly number[], floor: number): number[] {
  return kept.map((i) => Math.max(values[i], floor));
}

/**
 * A ROC curve as a trace, thinned to what can be seen.
 *
 * @param floor rates below it are drawn at it (a logarithmic axis has no 0); 0 for linear axes
 * @example
 * curveTrace("RF", curve, { position, floor: 0, shape: "linear", style: seriesStyle(0) });
 */
export function curveTrace(
  name: string,
  curve: { readonly fpr: ArrayLike<number>; readonly tpr: ArrayLike<number> },
  drawing: { position: Position; floor: number; shape: LineShape; style: LineStyle },
): PlotlyTrace {
  const { position, floor, shape, style } = drawing;
  const place = (rate: number) => position(Math.max(rate, floor));
  const kept = thinSteps(Array.from(curve.fpr, place), Array.from(curve.tpr, place), subPixel);
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: picked(curve.fpr, kept, floor),
    y: picked(curve.tpr, kept, floor),
    line: { color: style.color, dash: style.dash, width: 1.5, shape },
  };
}

/**
 * A band around a curve as two traces, the second filled down to the first.
 *
 * @example
 * bandTraces("RF", band, { floor: 1e-4, shape: "hv", style: seriesStyle(0) });
 */
export function bandTraces(
  name: string,
  band: BandEnds,
  drawing: { floor: number; shape: LineShape; style: LineStyle },
): PlotlyTrace[] {
  const { floor, shape, style } = drawing;
  const x = Array.from(band.fpr, (rate) => Math.max(rate, floor));
  const edge = (rates: ArrayLike<number>, more: object): PlotlyTrace => ({
    type: "scatter",
    mode: "lines",
    x,
    y: Array.from(rates, (rate) => Math.max(rate, floor)),
    line: { width: 0, color: style.color, shape },
    showlegend: false,
    hoverinfo: "skip",
    ...more,
  });
  return [
    edge(band.low, { name: `${name}, lower` }),
    edge(band.high, {
      name: `${name}, upper`,
      fill: "tonexty",
      fillcolor: withOpacity(style.color, 0.18),
    }),
  ];
}

/**
 * What guessing gives: TPR equal to FPR.
 *
 * @example
 * chanceTrace(0.001);
 */
export function chanceTrace(from: number): PlotlyTrace {
  return {
    type: "scatter",
    mode: "lines",
    name: "Chance",
    x: [from, 1],
    y: [from, 1],
    line: { color: guideColour, dash: "5px,3px", width: 1 },
  };
}
