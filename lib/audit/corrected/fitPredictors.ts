import { exactColumns, type PredictorColumns } from "../../features";
import { correctedLira, type GaussianPair } from "../../lira";
import { byMembership } from "../../metrics";
import { fromColumns, type Matrix } from "../../numeric/arrays";

/** The corrected recipe's columns, their Gaussians fitted. */
export interface CorrectedPredictors {
  readonly gaussians: GaussianPair;
  /** The published ten, phi and lira_corrected. */
  readonly names: readonly string[];
  /** One row a row of the columns. */
  of(columns: PredictorColumns): Matrix;
}

/**
 * The predictors of the corrected recipe: the published ten, phi, and phi's likelihood ratio under
 * Gaussians that are fitted on some rows alone.
 *
 * @param columns the published ten and phi of all public rows
 * @param membership 0 or 1 for each of them; only that of `rows` is looked at
 * @param rows the rows to fit on; all unless given
 * @throws RangeError as `correctedLira.fit`
 * @example
 * const predictors = fitCorrectedPredictors(columns, membership, parts.fit);
 * predictors.of(privateColumns);
 */
export function fitCorrectedPredictors(
  columns: PredictorColumns,
  membership: Uint8Array,
  rows?: Int32Array,
): CorrectedPredictors {
  const gaussians = correctedLira.fit(byMembership(columns.phi, membership, rows));
  const classes = Object.keys(columns).filter((name) => name.startsWith("prob_")).length;
  const kept = exactColumns(classes);
  return {
    gaussians,
    names: [...kept, "lira_corrected"],
    of: (other) =>
      fromColumns([...kept.map((name) => other[name]), correctedLira.score(gaussians, other.phi)]),
  };
}
