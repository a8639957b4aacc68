import type { ScoreStatistics } from "../../metrics";
import type { AttackFigures } from "../answers/attackFigures";
import type { Claim } from "./claim";

/** What there is to hold claims against. */
export interface Evidence {
  /** Data rows of the submission. */
  readonly rows: number;
  /** Distinct finite scores. */
  readonly distinct: number;
  readonly statistics: ScoreStatistics | null;
  /** On the answers' rows. */
  readonly judgement: AttackFigures | null;
  /** On validation rows, by model; null where no run was given. */
  readonly validation: ReadonlyMap<string, AttackFigures> | null;
  /** Years of the editions that the submission can be of; left out where nothing says. */
  readonly editions?: readonly number[];
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
