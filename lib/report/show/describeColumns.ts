import { columnsOf, type DataFrame } from "./frame";

/**
 * What danfo's `describe` says of columns, by the same names, read off the columns: danfo's own takes
 * time by the square of the rows as soon as columns are chosen first (`loc`).
 *
 * @param names columns of numbers, default all
 * @returns a line for each of count, mean, std, min, median, max and variance (by n - 1), a column a name
 * @throws RangeError as `columnsOf`
 * @example
 * showTable(describeColumns(features, ["phi"]));
 */
export function describeColumns(df: DataFrame, names?: readonly string[]): DataFrame {
  const { DataFrame } = require("danfojs-node") as typeof import("danfojs-node");
  const described = Object.entries(columnsOf(df, names)).map(([name, column]) => ({
    name,
    lines: linesOf(column),
  }));
  const index = Object.keys(linesOf(new Float64Array(1)));
  const rows = index.map((line) => described.map(({ lines }) => lines[line]));
  return new DataFrame(rows, { columns: described.map(({ name }) => name), index });
}

function linesOf(column: Float64Array): Record<string, number> {
  const count = column.length;
  const sorted = column.slice().sort();
  const middle = count >> 1;
  const mean = column.reduce((sum, value) => sum + value, 0) / count;
  const squares = column.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const variance = squares / (count - 1);
  return {
    count,
    mean,
    std: Math.sqrt(variance),
    min: sorted[0],
    median: count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
    max: sorted[count - 1],
    variance,
  };
}
