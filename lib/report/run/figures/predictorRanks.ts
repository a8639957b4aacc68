import { PUBLISHED_STATISTICS } from "../../../features/published";
import { rankCorrelations, spearman } from "../../../metrics";
import type { RankCorrelationData } from "../../figures";
import type { Run } from "../readRun";

/**
 * Rank correlations of the eleven published predictors over all public rows, ordered by that with
 * the loss. The softmax, one predictor in many columns, stands there by its largest probability.
 *
 * @example
 * drawing(rankCorrelation, predictorRanks(run), { split: "public rows" });
 */
export function predictorRanks({ predictors, membership }: Run): RankCorrelationData {
  const single = [...PUBLISHED_STATISTICS.map(({ name }) => name), "lira_score"];
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
