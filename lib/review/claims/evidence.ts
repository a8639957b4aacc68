import type { ScoreStatistics } from "../../metrics";
import type { Judgement } from "../answers/judge";
import type { Claim } from "./claim";

/** What there is to hold claims against. */
export interface Evidence {
  /** Data rows of the submission. */
  readonly rows: number;
  /** Distinct finite scores. */
  readonly distinct: number;
  readonly statistics: ScoreStatistics | null;
  readonly judgement: Judgement | null;
}

/**
 * The number of the submission's scores that a claim is about.
 *
 * @returns null where the file has no finite score, or the claim is about an attack's result
 * @example
 * measuredScore("mean", evidence); // 0.50897
 */
export function measuredScore(quantity: Claim["quantity"], evidence: Evidence): number | null {
  const { rows, statistics } = evidence;
  if (quantity === "rows") return rows;
  if (statistics === null || quantity === "auc" || quantity === "tpr") return null;
  return statistics[quantity];
}
