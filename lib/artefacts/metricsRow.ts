import {
  bootstrapTpr,
  delongAuc,
  type HighIsMemberScores,
  type Membership,
  rocAuc,
} from "../metrics";
import type { MetricsRow, OperatingPoint } from "./metrics";

/** Limits on the false-positive rate at which metrics.json reads off a true-positive rate. */
const limits = [0.05, 0.01, 0.001];

/** Which scores of which rows are measured. */
export type MetricsRowName = Pick<MetricsRow, "column" | "model" | "protocol" | "part">;

/**
 * One row of metrics.json: AUC with DeLong's 95 % interval, and the largest TPR with FPR at most
 * .05, .01 and .001 with a stratified bootstrap's. A limit that is below 10 false positives has no
 * interval but a note that says so.
 *
 * @param membership 0 or 1 for each row of the part, both present
 * @param scores of the same rows, high = member
 * @param options.seed of the bootstrap
 * @throws RangeError if a class is missing, a score is not finite or the lengths differ
 * @example
 * metricsRow({ column: "RF_corrected_raw", model: "RF", protocol: "corrected", part: "report" }, y, scores, { seed: 42 });
 */
export function metricsRow(
  name: MetricsRowName,
  membership: Membership,
  scores: HighIsMemberScores,
  options: { readonly seed: number },
): MetricsRow {
  const { interval } = delongAuc(membership, scores);
  const points = bootstrapTpr(membership, scores, limits, options);
  let members = 0;
  for (let i = 0; i < membership.length; i++) members += membership[i];
  return {
    ...name,
    n: membership.length,
    members,
    auc: rocAuc(membership, scores),
    ...(interval ? { auc_ci: interval } : {}),
    tpr: Object.fromEntries(
      points.map((point): [string, OperatingPoint] => [
        String(point.maxFpr),
        {
          tpr: point.tpr,
          fpr: point.fpr,
          threshold: Number.isFinite(point.threshold) ? point.threshold : null,
          ...(point.interval ? { ci: point.interval } : {}),
          ...(point.note ? { note: point.note } : {}),
        },
      ]),
    ),
  };
}
