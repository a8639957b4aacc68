import { take } from "../../numeric/arrays";
import { meanOf } from "./meanOf";

/** Rows of all classes that a class's own are mixed with. */
export const PRIOR_ROWS = 10;

/** Mean and standard deviation. */
export interface Level {
  readonly mean: number;
  readonly sd: number;
}

/** The rows of each class, in the order in which classes come up. */
export function rowsByClass(rows: Int32Array, labels: Int32Array): Map<number, number[]> {
  const byClass = new Map<number, number[]>();
  for (const row of rows) {
    const own = byClass.get(labels[row]);
    if (own === undefined) byClass.set(labels[row], [row]);
    else own.push(row);
  }
  return byClass;
}

/**
 * Mean and standard deviation of the given rows' values by class, each class mixed with 10 rows'
 * worth of all classes. Deviations are mixed from those within classes.
 *
 * @param rows one or more row numbers
 * @param labels class of each row of the set
 * @param values of each row of the set
 * @returns the level of a class; that of all rows for a class without any
 * @example
 * levelsByClass(nonMembers, labels, phi)(3).mean;
 */
export function levelsByClass(
  rows: Int32Array,
  labels: Int32Array,
  values: Float64Array,
): (label: number) => Level {
  const mean = meanOf(take(values, rows));
  const own = [...rowsByClass(rows, labels)].map(([label, members]) => {
    const centre = meanOf(take(values, members));
    const squares = members.reduce((sum, row) => sum + (values[row] - centre) ** 2, 0);
    return { label, n: members.length, centre, squares };
  });
  const within = own.reduce((sum, { squares }) => sum + squares, 0) / rows.length;
  const all = { mean, sd: safeSd(within) };
  const levels = new Map(
    own.map(({ label, n, centre, squares }): [number, Level] => [
      label,
      {
        mean: (n * centre + PRIOR_ROWS * mean) / (n + PRIOR_ROWS),
        sd: safeSd((squares + PRIOR_ROWS * within) / (n + PRIOR_ROWS)),
      },
    ]),
  );
  return (label) => levels.get(label) ?? all;
}

/** Where all values are the same there is nothing to measure in, so the unit stays. */
function safeSd(variance: number): number {
  return variance > 0 ? Math.sqrt(variance) : 1;
}
