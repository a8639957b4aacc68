import type { AttackFigures } from "../answers/attackFigures";
import { estimateOf } from "./estimateOf";

/**
 * What the answers say of a submission, a line a measure, with 95 % intervals.
 *
 * @example
 * showTable(judgementRows(team.judgement), { caption: "On the private rows" });
 */
export function judgementRows({ auc, tpr }: AttackFigures): object[] {
  const rates = tpr.map(({ maxFpr, tpr, interval, fpr, lift, advantage }) => ({
    measure: `TPR at FPR <= ${maxFpr}`,
    estimate: estimateOf(tpr, interval),
    "FPR reached": fpr,
    lift,
    advantage,
  }));
  return [{ measure: "AUC", estimate: estimateOf(auc.auc, auc.interval) }, ...rates];
}
