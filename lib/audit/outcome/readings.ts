import {
  delongAuc,
  type Estimate,
  type HighIsMemberScores,
  type Judged,
  type Measured,
  type Membership,
  predictedAuc,
  publishedTprAtFpr,
  rocAuc,
} from "../../metrics";
import { type JudgeOptions, judgedAuc, judgedDifferences, judgedTpr } from "./judged";
import type { MetricsRow, OperatingPoint } from "./metrics";
import { metricsRow } from "./metricsRow";

/** The limit on the false-positive rate that the course judges by. */
const LIMIT = 0.05;

/** What a results table says of scores: 95 % intervals, TPR at FPR <= .05. */
export interface Reading {
  readonly n: number;
  readonly AUC: Measured;
  readonly "TPR@5%": Measured;
  readonly "FPR reached": number;
  /** Absent of cross-fitted scores, of which each fold has its own. */
  readonly threshold?: number;
}

/**
 * AUC and TPR at FPR <= .05 of scores, for a table.
 *
 * @param options `seed` of the bootstrap; `folds` of cross-fitted scores
 * @throws RangeError as `bootstrapTpr` or `crossfittedTpr`
 * @example
 * showTable([{ model: "RF", ...readOff(membership, scores, { seed: 42 }) }]);
 */
export function readOff(
  membership: Membership,
  scores: HighIsMemberScores,
  options: JudgeOptions,
): Reading {
  const [point] = judgedTpr(membership, scores, [LIMIT], options);
  return {
    n: membership.length,
    AUC: judgedAuc(membership, scores, options),
    "TPR@5%": point,
    "FPR reached": point.fpr,
    ...(point.threshold === undefined ? {} : { threshold: point.threshold }),
  };
}

/**
 * The same as the published notebook prints it: without intervals, and its TPR at the first point
 * of the ROC curve whose FPR is at least .05.
 *
 * @throws RangeError as `publishedTprAtFpr`
 * @example
 * showTable([{ model: "RF", ...readAsPublished(membership, calibrated) }]);
 */
export function readAsPublished(membership: Membership, scores: HighIsMemberScores) {
  const { tpr, fpr, threshold } = publishedTprAtFpr(membership, scores, LIMIT);
  const exact = (value: number) => ({ value, low: null, high: null });
  return {
    n: membership.length,
    AUC: exact(rocAuc(membership, scores)),
    "TPR@5%": exact(tpr),
    "FPR reached": fpr,
    threshold,
  };
}

/**
 * What scores gain over others on the same rows, paired: DeLong for AUC, a bootstrap for TPR; of
 * cross-fitted scores within the folds.
 *
 * @param options `seed` of the bootstrap; `folds` of cross-fitted scores
 * @throws RangeError as `bootstrapTprDifference`
 * @example
 * showTable([{ model: "RF", ...pairedGain(membership, corrected, published, { seed: 42 }) }]);
 */
export function pairedGain(
  membership: Membership,
  scores: HighIsMemberScores,
  rival: HighIsMemberScores,
  options: JudgeOptions,
): { readonly "AUC gained": Measured; readonly "TPR@5% gained": Measured } {
  const { auc, tpr } = judgedDifferences(membership, scores, rival, LIMIT, options);
  return { "AUC gained": auc, "TPR@5% gained": tpr };
}

/**
 * What it means to be flagged, a line for each limit on the FPR: TPR, advantage, lift, and the
 * share of members among the flagged if 1, 10 or 50 % of all rows were members.
 *
 * @param membership 0 or 1 a row
 * @param scores of the same rows, high = member
 * @param options `seed` of the bootstrap, `folds` of cross-fitted scores, and whose scores they are
 * @throws RangeError as `metricsRow`
 * @example
 * showTable(operatingPoints(membership, scores, { seed: 42 }), { digits: 3 });
 */
export function operatingPoints(
  membership: Membership,
  scores: HighIsMemberScores,
  { model = "", ...options }: JudgeOptions & { readonly model?: string },
): object[] {
  const name = { column: "", model, protocol: "", part: "" };
  const { tpr } = metricsRow(name, membership, scores, options);
  return Object.entries(tpr).map(([limit, point]) => ({
    ...(model === "" ? {} : { model }),
    "FPR at most": percent(limit),
    "FPR reached": point.fpr,
    TPR: tprOf(point),
    advantage: point.advantage,
    lift: point.lift,
    ...Object.fromEntries(
      Object.entries(point.precision ?? {}).map(([prior, share]) => [
        `precision, ${percent(prior)} members`,
        share,
      ]),
    ),
    note: point.note,
  }));
}

function percent(rate: string): string {
  return `${Number((100 * Number(rate)).toPrecision(3))} %`;
}

/**
 * A row of metrics.json as a table shows it.
 *
 * @example
 * showTable(rows.map(metricsLine), { caption: "metrics.json" });
 */
export function metricsLine(row: MetricsRow) {
  const { column, part, n, tpr } = row;
  return {
    column,
    part,
    n,
    AUC: aucOf(row),
    "TPR@5%": tprOf(tpr["0.05"]),
    "TPR@1%": tprOf(tpr["0.01"]),
  };
}

/**
 * The AUC of a row of metrics.json with its interval.
 *
 * @example
 * aucOf(run.row("RF_corrected_raw")); // { value: .66, low: .64, high: .69 }
 */
export function aucOf({ auc, auc_ci: ends }: MetricsRow): Estimate {
  return { value: auc, low: ends?.[0] ?? null, high: ends?.[1] ?? null };
}

/**
 * The TPR of an operating point of metrics.json with its interval.
 *
 * @example
 * tprOf(run.row("RF_corrected_raw").tpr["0.05"]); // { value: .14, low: .10, high: .19 }
 */
export function tprOf({ tpr, ci }: OperatingPoint): Estimate {
  return { value: tpr, low: ci?.[0] ?? null, high: ci?.[1] ?? null };
}

/**
 * The AUC promised on rows that judged an attack, beside the one found on private rows whose
 * membership is known. What was promised has two intervals: that of the population from which the rows
 * come, and a wider one for a private set of this size, which is a sample too. Neither knows that the attack
 * which scores the private rows has learnt from more rows than those that judged.
 *
 * @param judged rows that the attack had not seen, and its scores there; `folds` of cross-fitted ones
 * @param answers the private membership; null where nobody knows it
 * @param scores of the private rows, high = member
 * @returns nothing where nobody knows
 * @throws RangeError as `delongAuc` and `predictedAuc`
 * @example
 * promisedAndFound({ membership, scores, folds }, answers, privateScores)["as promised"]; // "yes"
 */
export function promisedAndFound(
  judged: Judged,
  answers: Membership | null,
  scores: HighIsMemberScores,
): Readonly<Record<string, Measured | string>> {
  if (answers === null) return {};
  const { membership, scores: own, folds } = judged;
  const population = judgedAuc(membership, own, { seed: 0, folds });
  const members = Array.from(answers).filter((member) => member === 1).length;
  const sizes = { members, nonMembers: answers.length - members };
  const promised = predictedAuc(judged, sizes);
  const found = delongAuc(answers, scores);
  return {
    "promised, population": population,
    [`promised, a private set of ${answers.length.toLocaleString("en-US")}`]: promised,
    found,
    "as promised": asPromised(promised, found.value),
  };
}

function asPromised({ low, high }: Estimate, found: number): string {
  if (low === null || high === null) return "no interval";
  if (found < low) return "below it";
  return found > high ? "above it" : "yes";
}
