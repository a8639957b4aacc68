import type { Standing } from "../../ensemble";

/**
 * How a candidate stands beside the best one, as a table shows it: differences with their standard
 * errors.
 *
 * @example
 * showTable(choice.standings.map(standingLine), { caption: "Out of fold on fit rows" });
 */
export function standingLine({ name, auc, tpr, behind, asGood }: Standing) {
  return {
    candidate: name,
    AUC: auc,
    "TPR@5%": tpr,
    "AUC behind the best": plusMinus(behind.auc, behind.aucStandardError),
    "TPR behind the best": plusMinus(behind.tpr, behind.tprStandardError),
    "as good": asGood ? "yes" : "no",
  };
}

function plusMinus(value: number, standardError: number): string {
  const [shown, error] = [value, standardError].map((number) => number.toFixed(4));
  return `${shown.replace(/^-(?=0\.0000$)/, "")} ± ${error}`;
}
