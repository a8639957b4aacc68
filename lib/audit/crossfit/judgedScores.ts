import { take } from "../../numeric/arrays";

/** Scores of rows that taught nothing of what judged them. */
export interface JudgedScores {
  /** Whose they are, as messages name them. */
  readonly name: string;
  /** Numbers of the rows that judge, ascending. */
  readonly rows: Int32Array;
  /** The fold of each of these rows, whose own attack judged it; null where one attack judged them all. */
  readonly folds: Int32Array | null;
  /**
   * A column: one score for each of the rows, high = member.
   *
   * @throws RangeError if there is none of the name
   */
  column(name: string): Float64Array;
  /** A column's scores of all public rows, where there are more than of those that judge. */
  everywhere?(name: string): Float64Array | undefined;
}

/**
 * Scores of the sealed rows by attacks that learnt from others.
 *
 * @param rows numbers of the sealed rows
 * @param columns by name: a score for each of them or, `whole`, for each public row
 * @example
 * sealedScores("corrected", parts.report, await correctedAttack(rows, { seed: 42 }), { whole: true });
 */
export function sealedScores(
  name: string,
  rows: Int32Array,
  columns: Readonly<Record<string, Float64Array>>,
  { whole }: { readonly whole: boolean },
): JudgedScores {
  const found = (column: string): Float64Array => {
    if (Object.hasOwn(columns, column)) return columns[column];
    const known = Object.keys(columns).join(", ");
    throw new RangeError(`${name}: found no column ${column}, expected one of ${known}`);
  };
  return {
    name,
    rows,
    folds: null,
    column: (column) => (whole ? take(found(column), rows) : found(column)),
    everywhere: (column) => (whole ? found(column) : undefined),
  };
}
