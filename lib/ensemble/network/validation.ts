import { type Matrix, take, takeRows } from "../../numeric/arrays";
import type { MT19937 } from "../../numeric/random";
import { trainTestSplit } from "../split";

/** Rows and their labels. */
export interface Labelled {
  readonly X: Matrix;
  readonly y: Uint8Array;
}

/**
 * Sets a share of the rows aside, members and non-members in proportion.
 *
 * @param share in (0, 1)
 * @throws RangeError if a part would lack a class
 */
export function setAside(
  X: Matrix,
  y: Uint8Array,
  share: number,
  rng: MT19937,
): { fit: Labelled; validation: Labelled } {
  const split = trainTestSplit(X.rows, { test_size: share, random_state: rng, stratify: y });
  return {
    fit: { X: takeRows(X, split.train), y: take(y, split.train) },
    validation: { X: takeRows(X, split.test), y: take(y, split.test) },
  };
}

/**
 * Share of the rows on the right side of probability 1/2.
 *
 * @example
 * accuracy(Uint8Array.of(1, 0), Float64Array.of(0.9, 0.6)); // 0.5
 */
export function accuracy(labels: Uint8Array, probabilities: Float64Array): number {
  let right = 0;
  labels.forEach((label, i) => {
    if (probabilities[i] > 0.5 === (label === 1)) right++;
  });
  return right / labels.length;
}
