import type { Estimate } from "../../metrics";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import { valueAxis } from "./marks/valueAxis";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { defaultWidth, frame, guideLine, message, seriesStyle } from "./style";

/** What is lost when one predictor's rows are shuffled. */
export interface Importance {
  readonly name: string;
  /** Fall of the AUC. */
  readonly auc: Estimate;
  /** Fall of the TPR at FPR <= .05. */
  readonly tpr: Estimate;
}

/**
 * Permutation importance in AUC and in TPR at FPR <= .05, the larger fall in AUC on top: a
 * predictor may matter for the confident hits alone.
 *
 * @returns a figure that says so where there is no predictor
 * @see Breiman, Random Forests (2001), section 10
 * @example
 * permutationImportance([{ name: "phi", auc: { value: 0.08 }, tpr: { value: 0.05 } }]);
 */
export function permutationImportance(
  predictors: readonly Importance[],
  options: FigureOptions & { readonly rows?: number } = {},
): Figure {
  if (predictors.length === 0) return message("No importances: no predictor was given.", options);
  const width = options.width ?? defaultWidth;
  const sorted = [...predictors].sort((a, b) => b.auc.value - a.auc.value);
  const names = sorted.map(({ name }) => name);
  const { yaxis, left, plotHeight } = dotRows(names, width, 2);
  const estimates = sorted.flatMap(({ auc, tpr }) => [auc, tpr]);
  const n = countedRows(options);
  const falls = sorted.map(({ name, auc }) => `${name} ${auc.value.toFixed(3)}`).join(", ");
  const intervals = intervalsText(estimates);
  const entries = ["AUC", "TPR at FPR ≤ 0.05"];
  return {
    data: [
      dotTrace(
        entries[0],
        names,
        sorted.map(({ auc }) => auc),
        { offset: -0.15, style: seriesStyle(0) },
      ),
      dotTrace(
        entries[1],
        names,
        sorted.map(({ tpr }) => tpr),
        { offset: 0.15, style: seriesStyle(1), hollow: true },
      ),
    ],
    layout: {
      ...frame(options, {
        caption: `Permutation importance: what is lost when a predictor's rows are shuffled${intervals}.${n}`,
        altText: `Permutation importance, fall of the AUC: ${falls}.${n}`,
        legend: entries,
        plotHeight,
        left,
      }),
      shapes: [guideLine("x", 0)],
      xaxis: valueAxis("Fall when shuffled", dotRange(estimates, 0), { width, left }),
      yaxis,
    },
  };
}
