import { crossfittedAuc, crossfittedTpr } from "../../metrics";
import type { MetricsRow } from "../outcome";

/** The part of rows that are judged by attacks which had seen the other folds alone. */
export const CROSSFITTED = "crossfitted";

/** The protocol whose folds these are: scores_public.csv has `fold_corrected`. */
export const PROTOCOL = "corrected";

const LIMITS = [0.05, 0.01, 0.001];

/** The column of an attack's cross-fitted scores. */
export function crossfittedColumn(attack: string): string {
  return `${attack}_${PROTOCOL}_${CROSSFITTED}`;
}

/** The row of metrics.json of cross-fitted scores. */
export function crossfittedRow(
  attack: string,
  membership: Uint8Array,
  scores: Float64Array,
  folds: Int32Array,
  options: { readonly seed: number },
): MetricsRow {
  const { value: auc, low, high } = crossfittedAuc(membership, scores, folds);
  const points = crossfittedTpr(membership, scores, folds, LIMITS, options);
  return {
    column: crossfittedColumn(attack),
    model: attack,
    protocol: PROTOCOL,
    part: CROSSFITTED,
    n: membership.length,
    members: membership.reduce((sum, one) => sum + one, 0),
    auc,
    ...(low === null || high === null ? {} : { auc_ci: [low, high] }),
    tpr: Object.fromEntries(
      points.map(({ maxFpr, value, fpr, low, high, note }) => [
        `${maxFpr}`,
        {
          tpr: value,
          fpr,
          threshold: null,
          ...(note === null ? {} : { note }),
          ...(low === null || high === null ? {} : { ci: [low, high] as const }),
        },
      ]),
    ),
  };
}
