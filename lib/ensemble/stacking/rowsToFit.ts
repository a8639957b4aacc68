import {
  type Matrix,
  type MatrixParts,
  type SharedPool,
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
  /** Where X and the rows to score lie. */
  readonly memory: Float64Array;
}

/**
 * The rows of a split in memory that threads read in place, so that all of its models' fits share them.
 *
 * @param scale whether columns are standardised on the rows to fit on
 * @param pool where the memory comes from
 * @example
 * const { X, y, scored, memory } = rowsToFit(split, true, pool);
 */
export function rowsToFit(split: ScoredSplit, scale: boolean, pool: SharedPool): RowsToFit {
  const { fitRows, scoreRows } = split;
  const cols = "data" in split.X ? split.X.cols : split.X.places.length;
  // in one piece: of splits of the same rows each takes as much as the others
  const memory = pool.take((fitRows.length + scoreRows.length) * cols);
  const X = takeRowsOfParts(split.X, fitRows, (length) => memory.subarray(0, length));
  const scored = takeRowsOfParts(split.X, scoreRows, () => memory.subarray(X.data.length));
  const scaler = scale ? new StandardScaler().fit(X) : null;
  for (const rows of [X, scored]) scaler?.transform(rows, rows.data);
  return { X, y: take(split.y, fitRows), scored, scaler, memory };
}

/** What several calls share. */
export interface Shared<T> {
  /** Opened for the first call that asks for it. */
  get(): T;
  /** Says that a call is done with it; after the last it is closed. */
  done(): void;
}

/**
 * What so many calls share: opened at the first of them, closed and forgotten when all are done.
 *
 * @example
 * const rows = sharedBy(3, () => rowsToFit(split, true, pool), ({ memory }) => pool.giveBack(memory));
 */
export function sharedBy<T>(
  calls: number,
  open: () => T,
  close: (opened: T) => void = () => undefined,
): Shared<T> {
  let opened: { readonly value: T } | undefined;
  let left = calls;
  return {
    get() {
      opened ??= { value: open() };
      return opened.value;
    },
    done() {
      left--;
      if (left > 0 || opened === undefined) return;
      close(opened.value);
      opened = undefined;
    },
  };
}
