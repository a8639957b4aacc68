/** The rows of each class, ascending within a class. */
export interface Classes {
  readonly values: readonly number[];
  readonly rows: readonly Int32Array[];
}

/**
 * Groups rows by label, labels in ascending order.
 *
 * @example
 * classesByValue([7, 3, 7]).rows; // [1], [0, 2]
 */
export function classesByValue(labels: ArrayLike<number>): Classes {
  const { values, rows } = classesByAppearance(labels);
  const order = values.map((_, k) => k).sort((a, b) => values[a] - values[b]);
  return { values: order.map((k) => values[k]), rows: order.map((k) => rows[k]) };
}

/**
 * Groups rows by label, labels in the order in which they first appear.
 *
 * @example
 * classesByAppearance([7, 3, 7]).rows; // [0, 2], [1]
 */
export function classesByAppearance(labels: ArrayLike<number>): Classes {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const group = groups.get(labels[i]);
    if (group) group.push(i);
    else groups.set(labels[i], [i]);
  }
  return {
    values: [...groups.keys()],
    rows: [...groups.values()].map((rows) => Int32Array.from(rows)),
  };
}
