import {
  advantage,
  bounds,
  type HighIsMemberScores,
  lift,
  type Membership,
  precisionAtPrior,
} from "../../metrics";
import { type JudgeOptions, judgedAuc, judgedTpr, type TprRead } from "./judged";
import type { MetricsRow, OperatingPoint } from "./metrics";

/** Limits on the false-positive rate at which metrics.json reads off a true-positive rate. */
const limits = [0.05, 0.01, 0.001];

/** Shares of members at which metrics.json tells how many of those flagged are members. */
const priors = [0.01, 0.1, 0.5];

/** Which scores of which rows are measured. */
export type MetricsRowName = Pick<MetricsRow, "column" | "model" | "protocol" | "part">;

/**
 * One row of metrics.json: AUC with DeLong's 95 % interval, and the largest TPR with FPR at most
 * .05, .01 and .001 with a stratified bootstrap's, its advantage and lift at that limit, and its
 * precision where 1, 10 or 50 % of all rows are members. A limit that is below 10 false positives
 * has none of these but a note that says so. Of cross-fitted scores the AUC is the mean over folds, and each
 * fold has its own threshold.
 *
 * @param membership 0 or 1 for each row of the part, both present
 * @param scores of the same rows, high = member
 * @param options `seed` of the bootstrap; `folds` of cross-fitted scores, the fold of each row from 1
 * @throws RangeError if a class is missing, a score is not finite or the lengths differ
 * @example
 * metricsRow({ column: "RF_corrected_raw", model: "RF", protocol: "corrected", part: "report" }, y, scores, { seed: 42 });
 */
export function metricsRow(
  name: MetricsRowName,
  membership: Membership,
  scores: HighIsMemberScores,
  options: JudgeOptions,
): MetricsRow {
  const auc = judgedAuc(membership, scores, options);
  const interval = bounds(auc);
  const points = judgedTpr(membership, scores, limits, options);
  let members = 0;
  for (let i = 0; i < membership.length; i++) members += membership[i];
  return {
    ...name,
    n: membership.length,
    members,
    auc: auc.value,
    ...(interval ? { auc_ci: interval } : {}),
    tpr: Object.fromEntries(points.map((point) => [String(point.maxFpr), operatingPoint(point)])),
  };
}

function operatingPoint(point: TprRead): OperatingPoint {
  const { maxFpr, value: tpr, fpr, threshold, note } = point;
  const interval = bounds(point);
  return {
    tpr,
    fpr,
    threshold: threshold !== undefined && Number.isFinite(threshold) ? threshold : null,
    ...(note ? { note } : {}),
    ...(interval ? { ci: interval, ...meaning(tpr, fpr, maxFpr) } : {}),
  };
}

function meaning(tpr: number, fpr: number, maxFpr: number) {
  return {
    advantage: advantage(tpr, maxFpr),
    lift: lift(tpr, maxFpr),
    precision: Object.fromEntries(
      priors.map((prior) => [String(prior), precisionAtPrior(tpr, fpr, prior)]),
    ),
  };
}
