import type { Matrix } from "../../numeric/arrays";
import type { PredictorColumn } from "./group";

/** A column with its formula: the number that it takes of what has been read of a row. */
export interface Statistic<Row> extends PredictorColumn {
  of(row: Row): number;
}

/**
 * The values of every statistic for every row.
 *
 * @param read reads a row; it may give the same object, filled anew, each time
 * @example
 * tabulate(set.rows, PLAIN_STATISTICS, (i) => plain.read(i)).cols; // 14
 */
export function tabulate<Row>(
  rows: number,
  statistics: readonly Statistic<Row>[],
  read: (i: number) => Row,
): Matrix {
  const cols = statistics.length;
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    const row = read(i);
    for (let j = 0; j < cols; j++) data[i * cols + j] = statistics[j].of(row);
  }
  return { data, rows, cols };
}
