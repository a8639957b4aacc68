import type { Estimate } from "../../metrics";
import type { Figure, PlotlyTrace } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { axesOf, panelAxes, panels } from "./parts/panels";
import { countedRows } from "./parts/rows";
import { axis, defaultWidth, frame, message, seriesStyle, softInk } from "./style";

/** What one of several models gives away. */
export interface StandingModel {
  readonly name: string;
  /** Its number on the axis that models are set along. */
  readonly at: number;
  readonly auc: Estimate;
  /** TPR at FPR <= .05. */
  readonly tpr5: Estimate;
}

/** As many numbers as stand side by side at the narrow width. */
const MOST_TICKS = 6;

const MEASURES = [
  { key: "auc", title: "AUC", chance: 0.5 },
  { key: "tpr5", title: "TPR at FPR ≤ 0.05", chance: 0.05 },
] as const;

/**
 * AUC and TPR at FPR <= .05 of several models against a number that they have: epoch, seed, noise. Bars are
 * intervals; models at one number stand on one another.
 *
 * @param models in any order
 * @param options.along what the number is
 * @param options.isPlaces whether it only counts the models, which are then not joined by a line
 * @returns a figure that says so where there is no model
 * @example
 * alongModels([{ name: "epoch_10", at: 10, auc, tpr5 }], { along: "epoch", rows: 2000, split: "public rows" });
 */
export function alongModels(
  models: readonly StandingModel[],
  options: FigureOptions & {
    readonly along: string;
    readonly isPlaces?: boolean;
    readonly rows?: number;
  },
): Figure {
  if (models.length === 0) return message("No models: none was given.", options);
  const sorted = [...models].sort((one, other) => one.at - other.at);
  const width = options.width ?? defaultWidth;
  const { places, plotHeight } = panels(MEASURES.length, width);
  const n = countedRows(options);
  const intervals = intervalsText(sorted.map(({ auc }) => auc));
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  const inWords = ({ name, auc }: StandingModel) => `${name} ${auc.value.toFixed(3)}`;
  const parts = {
    caption: `AUC and TPR at FPR ≤ 0.05 of ${sorted.length} models along ${options.along}${intervals}. Dashed: chance.${n}`,
    altText: `AUC from ${inWords(first)} to ${inWords(last)} along ${options.along}, ${sorted.length} models.${n}`,
    plotHeight,
  };
  const axes = MEASURES.map(({ key, title, chance }, i) => {
    const values = sorted.map((model) => model[key]);
    const range = alongRange(sorted.map(({ at }) => at));
    const whole = options.isPlaces
      ? { dtick: Math.ceil(sorted.length / MOST_TICKS), tick0: 1 }
      : {};
    const xaxis = axis(options.along, { range, ...whole });
    return panelAxes(i, places[i], xaxis, axis(title, { range: valueRange(values, chance) }));
  });
  const mode = options.isPlaces ? "markers" : "lines+markers";
  return {
    data: MEASURES.map(({ key, title }, i) => dots(sorted, { key, title, axes: axesOf(i), mode })),
    layout: {
      ...frame(options, parts),
      ...Object.fromEntries(axes.flatMap(Object.entries)),
      shapes: MEASURES.map(({ chance }, i) => chanceLine(chance, axesOf(i))),
    },
  };
}

interface Dots {
  readonly key: "auc" | "tpr5";
  readonly title: string;
  readonly axes: string;
  readonly mode: string;
}

function dots(
  models: readonly StandingModel[],
  { key, title: name, axes, mode }: Dots,
): PlotlyTrace {
  const { color, symbol } = seriesStyle(0);
  const values = models.map((model) => model[key]);
  return {
    type: "scatter",
    mode,
    name,
    x: models.map(({ at }) => at),
    y: values.map(({ value }) => value),
    xaxis: `x${axes}`,
    yaxis: `y${axes}`,
    hovertext: models.map((model) => model.name),
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

function chanceLine(value: number, axes: string) {
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

function valueRange(values: readonly Estimate[], chance: number): [number, number] {
  let [low, high] = [chance, chance];
  for (const one of values) {
    low = Math.min(low, one.low ?? one.value);
    high = Math.max(high, one.high ?? one.value);
  }
  const air = 0.06 * (high - low) || 0.05;
  return [Math.max(0, low - air), Math.min(1, high + air)];
}

function alongRange(values: readonly number[]): [number, number] {
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const air = 0.05 * (high - low) || 0.5;
  return [low - air, high + air];
}
