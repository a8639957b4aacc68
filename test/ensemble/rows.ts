import { type Matrix, takeRows } from "../../lib/numeric/arrays";

/** The rows from `start` up to `end`, which is left out. */
export function rows(X: Matrix, start: number, end: number): Matrix {
  return takeRows(
    X,
    Array.from({ length: end - start }, (_, i) => start + i),
  );
}
