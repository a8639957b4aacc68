import { PUBLISHED_STATISTICS } from "../../../features/published";
import { rankCorrelations, spearman } from "../../../metrics";
import type { RankCorrelationData } from "../../figures";
import type { Run } from "../readRun";

/**
 * Rank correlations of the eleven published predictors over all public rows, ordered by that with
 * the loss. The softmax, one predictor in many columns, stands there by its largest probability.
 *
 * @returns what `rankCorrelation` takes, or why there are none
 * @example
 * drawing(rankCorrelation, predictorRanks(run), { split: "public rows" });
 */
export function predictorRanks({ predictors, membership }: Run): RankCorrelationData | string {
  const single = [...PUBLISHED_STATISTICS.map(({ name }) => name), "lira_score"];
  const missing = single.filter((name) => !predictors.names.includes(name));
  if (missing.length > 0) return `No rank correlation: the run's predictors hold no ${missing[0]}.`;
  const columns: Record<string, Float64Array> = { max_prob: largestProbability(predictors) };
  for (const name of single) columns[name] = predictors.numbers(name);
  const withLoss = (name: string) => spearman(columns[name], columns.sample_loss) ?? 0;
  const names = Object.keys(columns).sort((one, other) => withLoss(other) - withLoss(one));
  const correlation = rankCorrelations(names.map((name) => columns[name]));
  return { names, correlation, rows: membership.length, order: "by that with sample_loss" };
}

function largestProbability(predictors: Run["predictors"]): Float64Array {
  const names = predictors.names.filter((name) => name.startsWith("prob_"));
  const softmax = names.map((name) => predictors.numbers(name));
  return Float64Array.from({ length: softmax[0].length }, (_, row) =>
    softmax.reduce((most, values) => Math.max(most, values[row]), 0),
  );
}
