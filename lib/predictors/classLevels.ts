import { take } from "../arrays";
import { meanOf } from "./meanOf";

/** Rows of all classes that a class's own are mixed with. */
const PRIOR_ROWS = 10;

/** Mean and standard deviation. */
export interface Level {
  readonly mean: number;
  readonly sd: number;
}

/** Where the non-members of a class stand. */
export interface ClassLevel {
  readonly phi: Level;
  readonly logLoss: Level;
  /** Share of them with a phi below this one, ties counted half. */
  rank(phi: number): number;
}

/** Where non-members stand: of each class that has some, and of all. */
export interface Levels {
  readonly byClass: ReadonlyMap<number, ClassLevel>;
  readonly overall: ClassLevel;
}

/**
 * Where the given rows stand, class by class, each class mixed with 10 rows' worth of all classes.
 * Deviations are mixed from those within classes.
 *
 * @param rows one or more row numbers, of non-members
 * @param labels class of each row of the set
 * @param phi of each row of the set
 * @param logLoss log(-log p_y) of each row of the set
 * @example
 * classLevels(nonMembers, labels, phi, logLoss).byClass.get(3)?.phi.mean;
 */
export function classLevels(
  rows: Int32Array,
  labels: Int32Array,
  phi: Float64Array,
  logLoss: Float64Array,
): Levels {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const sameClass = members.get(labels[row]);
    if (sameClass === undefined) members.set(labels[row], [row]);
    else sameClass.push(row);
  }
  const classes = [...members.values()];
  const overallRank = rankAmong(take(phi, rows));
  const phiLevels = shrunkenLevels(classes, rows, phi);
  const lossLevels = shrunkenLevels(classes, rows, logLoss);
  const byClass = new Map<number, ClassLevel>();
  [...members].forEach(([label, own], c) => {
    const ownRank = rankAmong(take(phi, own));
    const weight = own.length / (own.length + PRIOR_ROWS);
    byClass.set(label, {
      phi: phiLevels.each[c],
      logLoss: lossLevels.each[c],
      rank: (x) => weight * ownRank(x) + (1 - weight) * overallRank(x),
    });
  });
  const overall = { phi: phiLevels.all, logLoss: lossLevels.all, rank: overallRank };
  return { byClass, overall };
}

function shrunkenLevels(
  classes: readonly (readonly number[])[],
  rows: Int32Array,
  values: Float64Array,
): { each: Level[]; all: Level } {
  const mean = meanOf(take(values, rows));
  const own = classes.map((members) => {
    const centre = meanOf(take(values, members));
    const squares = members.reduce((sum, row) => sum + (values[row] - centre) ** 2, 0);
    return { n: members.length, centre, squares };
  });
  const within = own.reduce((sum, { squares }) => sum + squares, 0) / rows.length;
  const each = own.map(({ n, centre, squares }) => ({
    mean: (n * centre + PRIOR_ROWS * mean) / (n + PRIOR_ROWS),
    sd: safeSd((squares + PRIOR_ROWS * within) / (n + PRIOR_ROWS)),
  }));
  return { each, all: { mean, sd: safeSd(within) } };
}

/** Where all values are the same there is nothing to measure in, so the unit stays. */
function safeSd(variance: number): number {
  return variance > 0 ? Math.sqrt(variance) : 1;
}

function rankAmong(values: Float64Array): (value: number) => number {
  const ascending = values.slice().sort();
  return (value) =>
    (countBelow(ascending, value, false) + countBelow(ascending, value, true)) /
    (2 * ascending.length);
}

/** How many are below a value, or (with ties) not above it. */
function countBelow(ascending: Float64Array, value: number, ties: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value || (ties && ascending[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
