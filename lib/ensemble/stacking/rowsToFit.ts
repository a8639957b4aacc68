import {
  type Matrix,
  type MatrixParts,
  sharedFloats,
  take,
  takeRowsOfParts,
} from "../../numeric/arrays";
import { StandardScaler } from "../scaler";

/** Rows to fit on and rows to score, by their numbers in X. */
export interface ScoredSplit {
  readonly X: Matrix | MatrixParts;
  /** One a row of X; only those of `fitRows` are looked at. */
  readonly y: Uint8Array;
  readonly fitRows: Int32Array;
  readonly scoreRows: Int32Array;
}

/** A split's rows as models take them. */
export interface RowsToFit {
  readonly X: Matrix;
  readonly y: Uint8Array;
  readonly scored: Matrix;
  /** What has scaled both; null where they are as they were. */
  readonly scaler: StandardScaler | null;
}

/**
 * The rows of a split in memory that threads read in place, so that all of its models' fits share them.
 *
 * @param scale whether columns are standardised on the rows to fit on
 * @example
 * const { X, y, scored } = rowsToFit(split, true);
 */
export function rowsToFit(split: ScoredSplit, scale: boolean): RowsToFit {
  const X = takeRowsOfParts(split.X, split.fitRows, sharedFloats);
  const scored = takeRowsOfParts(split.X, split.scoreRows, sharedFloats);
  const scaler = scale ? new StandardScaler().fit(X) : null;
  for (const rows of [X, scored]) scaler?.transform(rows, rows.data);
  return { X, y: take(split.y, split.fitRows), scored, scaler };
}

/**
 * What so many calls share: opened at the first of them, forgotten at the last.
 *
 * @example
 * const rows = openedFor(3, () => rowsToFit(split, true));
 */
export function openedFor<T>(calls: number, open: () => T): () => T {
  let opened: T | undefined;
  let left = calls;
  return () => {
    const value = opened ?? open();
    left--;
    opened = left > 0 ? value : undefined;
    return value;
  };
}
