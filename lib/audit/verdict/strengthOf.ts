import type { MetricsRow } from "../outcome";
import type { FigureAtFpr, Strength } from "./verdict";

/**
 * What a row of metrics.json says of an attack's strength.
 *
 * @example
 * strengthOf(row).tpr["0.05"]; // { value: .12, low: .08, high: .18, fpr: .05 }
 */
export function strengthOf({ n, members, auc, auc_ci, tpr }: MetricsRow): Strength {
  const [low, high] = auc_ci ?? [null, null];
  const points = Object.entries(tpr).map(([limit, point]): [string, FigureAtFpr] => {
    const [low, high] = point.ci ?? [null, null];
    const { tpr: value, fpr, note } = point;
    return [limit, { value, low, high, fpr, ...(note ? { note } : {}) }];
  });
  const unsaid = auc_ci ? {} : { note: "these rows give the AUC no interval" };
  return {
    rows: n,
    members,
    auc: { value: auc, low, high, ...unsaid },
    tpr: Object.fromEntries(points),
  };
}
