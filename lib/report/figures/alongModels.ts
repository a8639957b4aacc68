import type { Estimate } from "../../metrics";
import { alongNumber, alongRange, chanceLine, valueRange } from "./marks/alongNumber";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { axesOf, panelAxes, panels } from "./parts/panels";
import { countedRows } from "./parts/rows";
import { axis, defaultWidth, frame, message } from "./style";

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
    data: MEASURES.map(({ key, title }, i) => {
      const points = sorted.map((model) => ({ ...model, value: model[key] }));
      return alongNumber(points, { name: title, series: 0, axes: axesOf(i), mode });
    }),
    layout: {
      ...frame(options, parts),
      ...Object.fromEntries(axes.flatMap(Object.entries)),
      shapes: MEASURES.map(({ chance }, i) => chanceLine(chance, axesOf(i))),
    },
  };
}
