import {
  bootstrapTpr,
  bootstrapTprDifference,
  delongAuc,
  delongDifference,
  type Estimate,
  type HighIsMemberScores,
  independentAucDifference,
  type Measured,
  type Membership,
  publishedTprAtFpr,
  rocAuc,
} from "../../metrics";
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
  readonly threshold: number;
}

/**
 * AUC and TPR at FPR <= .05 of scores, for a table.
 *
 * @param options.seed of the bootstrap
 * @throws RangeError as `bootstrapTpr`
 * @example
 * showTable([{ model: "RF", ...readOff(membership, scores, { seed: 42 }) }]);
 */
export function readOff(
  membership: Membership,
  scores: HighIsMemberScores,
  options: { readonly seed: number },
): Reading {
  const [point] = bootstrapTpr(membership, scores, [LIMIT], options);
  return {
    n: membership.length,
    AUC: delongAuc(membership, scores),
    "TPR@5%": point,
    "FPR reached": point.fpr,
    threshold: point.threshold,
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
 * What scores gain over others on the same rows, paired: DeLong for AUC, a bootstrap for TPR.
 *
 * @param options.seed of the bootstrap
 * @throws RangeError as `bootstrapTprDifference`
 * @example
 * showTable([{ model: "RF", ...pairedGain(membership, corrected, published, { seed: 42 }) }]);
 */
export function pairedGain(
  membership: Membership,
  scores: HighIsMemberScores,
  rival: HighIsMemberScores,
  options: { readonly seed: number },
): { readonly "AUC gained": Measured; readonly "TPR@5% gained": Measured } {
  const [tpr] = bootstrapTprDifference(membership, scores, rival, [LIMIT], options);
  return { "AUC gained": delongDifference(membership, scores, rival), "TPR@5% gained": tpr };
}

/**
 * What it means to be flagged, a line for each limit on the FPR: TPR, advantage, lift, and the
 * share of members among the flagged if 1, 10 or 50 % of all rows were members.
 *
 * @param membership 0 or 1 a row
 * @param scores of the same rows, high = member
 * @param options `seed` of the bootstrap, and whose scores they are
 * @throws RangeError as `metricsRow`
 * @example
 * showTable(operatingPoints(membership, scores, { seed: 42 }), { digits: 3 });
 */
export function operatingPoints(
  membership: Membership,
  scores: HighIsMemberScores,
  { seed, model = "" }: { readonly seed: number; readonly model?: string },
): object[] {
  const name = { column: "", model, protocol: "", part: "" };
  const { tpr } = metricsRow(name, membership, scores, { seed });
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
 * membership is known. The rows are different ones, so their errors add.
 *
 * @param judged rows that the attack had not seen, and its scores there
 * @param answers the private membership; null where nobody knows it
 * @param scores of the private rows, high = member
 * @returns nothing where nobody knows
 * @throws RangeError as `delongAuc`
 * @example
 * promisedAndFound({ membership, scores }, answers, privateScores)["found - promised"];
 */
export function promisedAndFound(
  judged: { readonly membership: Membership; readonly scores: HighIsMemberScores },
  answers: Membership | null,
  scores: HighIsMemberScores,
): Readonly<Record<string, Measured>> {
  if (answers === null) return {};
  const promised = delongAuc(judged.membership, judged.scores);
  const found = delongAuc(answers, scores);
  const gap = independentAucDifference(found, promised);
  return { promised, found, "found - promised": gap };
}
