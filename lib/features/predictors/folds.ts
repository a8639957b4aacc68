import type { Logits } from "../../inference";

/** Parts that rows are dealt into; what a row is measured against comes from the other nine. */
export const FOLDS = 10;

/**
 * The fold of each row, from a hash of its logits: the same row has the same fold wherever it turns
 * up, in the public set, in a copy or in a part of it.
 *
 * A column that compares a row with others (of its class, its neighbours) is too good on rows that
 * it was fitted on, which are among those others. So it is fitted ten times, each time without one
 * fold, and every row, fitted on or fresh, gets it from the fit without its own fold: no row is
 * compared with itself, and all are compared with equally many others.
 *
 * @returns one number from 0 to 9 a row
 * @see Chernozhukov et al., Double/debiased machine learning (2018), for cross-fitting; Fowler, Noll
 *   and Vo (FNV-1a) and MurmurHash3's finalizer for the hash
 * @example
 * foldsOf(set.logits)[0]; // 7
 */
export function foldsOf({ data, rows, classes }: Logits): Uint8Array {
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
  const folds = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    let hash = 0x811c9dc5;
    for (let k = i * classes; k < (i + 1) * classes; k++) {
      hash = Math.imul(hash ^ (bits[k] & 0xffff), 0x01000193);
      hash = Math.imul(hash ^ (bits[k] >>> 16), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    folds[i] = ((hash ^ (hash >>> 16)) >>> 0) % FOLDS;
  }
  return folds;
}
