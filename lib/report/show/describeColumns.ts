import { sortAt } from "../../numeric/arrays";
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
  let [sum, squares] = [0, 0];
  for (const value of column) sum += value;
  const mean = sum / count;
  for (const value of column) squares += (value - mean) * (value - mean);
  const variance = squares / (count - 1);
  const [low, high] = [(count - 1) >> 1, count >> 1];
  const places = [0, low, high, count - 1];
  // a NaN has no place among the others: a sort puts it behind them
  const sorted = Number.isNaN(mean) ? column.sort() : sortAt(column, places);
  return {
    count,
    mean,
    std: Math.sqrt(variance),
    min: sorted[0],
    median: low === high ? sorted[low] : (sorted[low] + sorted[high]) / 2,
    max: sorted[count - 1],
    variance,
  };
}
