import type { PredictorColumns } from "../../features";
import type { DescribedPredictor } from "../../features/predictors";
import { rocAuc } from "../../metrics";
import { take } from "../../numeric/arrays";

/** What one column tells of membership by itself. */
export interface ColumnStrength {
  readonly group: string;
  readonly column: string;
  /** Below .5: low for members. */
  readonly AUC: number;
  readonly meaning: string;
}

/**
 * What each column tells of membership by itself, the strongest (farthest from .5) first.
 *
 * @param described which columns, and what they are
 * @param columns their values, one a row; others may stand beside them
 * @param membership 0 or 1 for each row; only that of `rows` is looked at
 * @param rows the rows to judge on
 * @throws RangeError as `rocAuc`
 * @example
 * showTable(columnStrength(fitted.columns, columnsOf(predictors), membership, parts.fit));
 */
export function columnStrength(
  described: readonly DescribedPredictor[],
  columns: PredictorColumns,
  membership: Uint8Array,
  rows: Int32Array,
): ColumnStrength[] {
  const known = take(membership, rows);
  const strengths = described.map(({ group, name: column, meaning }) => {
    return { group, column, AUC: rocAuc(known, take(columns[column], rows)), meaning };
  });
  return strengths.sort((a, b) => Math.abs(b.AUC - 0.5) - Math.abs(a.AUC - 0.5));
}
