/**
 * Adds any number of values to the end of an array: `push` itself takes only as many as the stack holds.
 *
 * @example
 * append(rows, moreRows);
 */
export function append<T>(to: T[], values: Iterable<T>): void {
  for (const value of values) to.push(value);
}
