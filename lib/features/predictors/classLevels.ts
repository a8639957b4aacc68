import { take } from "../../numeric/arrays";
import { type Level, levelsByClass, PRIOR_ROWS, rowsByClass } from "./levelsByClass";

/** Where the non-members of each class stand. */
export interface ClassLevels {
  phi(label: number): Level;
  logLoss(label: number): Level;
  /** Share of the class's non-members with a phi below this one, ties counted half. */
  rank(label: number, phi: number): number;
}

/**
 * Where the given rows stand, class by class, each class mixed with 10 rows' worth of all classes.
 *
 * @param rows one or more row numbers, of non-members
 * @param labels class of each row of the set
 * @param phi of each row of the set
 * @param logLoss log(-log p_y) of each row of the set
 * @example
 * classLevels(nonMembers, labels, phi, logLoss).phi(3).mean;
 */
export function classLevels(
  rows: Int32Array,
  labels: Int32Array,
  phi: Float64Array,
  logLoss: Float64Array,
): ClassLevels {
  const overall = rankAmong(take(phi, rows));
  const byClass = new Map(
    [...rowsByClass(rows, labels)].map(([label, own]) => [
      label,
      { rank: rankAmong(take(phi, own)), weight: own.length / (own.length + PRIOR_ROWS) },
    ]),
  );
  return {
    phi: levelsByClass(rows, labels, phi),
    logLoss: levelsByClass(rows, labels, logLoss),
    rank(label, x) {
      const own = byClass.get(label);
      if (own === undefined) return overall(x);
      return own.weight * own.rank(x) + (1 - own.weight) * overall(x);
    },
  };
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
