import { HIDDEN } from "./folds";

/** Rows to learn from and rows to score, of which nothing that is learnt knows the membership. */
export interface TaughtSplit {
  /** The folds that stay out: one, or two where a choice is to be made within the first's rest. */
  readonly without: readonly number[];
  /** Numbers of the rows of all other folds, ascending: the only ones to learn from. */
  readonly taught: Int32Array;
  /** Numbers of the rows of the folds that stay out, ascending: the ones to score. */
  readonly judged: Int32Array;
  /** 0 or 1 for each public row to learn from; 255 for the others, which is refused where it is looked at. */
  readonly membership: Uint8Array;
}

/**
 * How much is scored within the folds that an attack learns from, so that it can choose and calibrate:
 * nothing, its two neighbours in the ring of folds (5 more fits on three folds), or all of it (10 more).
 */
export type Inner = "none" | "ring" | "all";

/**
 * The splits of a cross-fitted report: each fold left out, then the pairs of folds. What is fitted without
 * folds i and j scores both, and serves the choice for i (from j's rows) and that for j (from i's).
 *
 * @param folds the fold of each row, from 1
 * @example
 * splitsOf(membership, folds, "ring").length; // 10 for five folds
 */
export function splitsOf(membership: Uint8Array, folds: Int32Array, inner: Inner): TaughtSplit[] {
  const count = folds.reduce((most, fold) => Math.max(most, fold), 0);
  const single = Array.from({ length: count }, (_, i) => [i + 1]);
  return [...single, ...pairsOf(count, inner)].map((without) => {
    const out = new Set(without);
    const rows = Int32Array.from(folds.keys());
    return {
      without,
      taught: rows.filter((row) => !out.has(folds[row])),
      judged: rows.filter((row) => out.has(folds[row])),
      membership: membership.map((member, row) => (out.has(folds[row]) ? HIDDEN : member)),
    };
  });
}

function pairsOf(count: number, inner: Inner): [number, number][] {
  if (inner === "none") return [];
  const pairs: [number, number][] = [];
  for (let one = 1; one <= count; one++) {
    for (let other = one + 1; other <= count; other++) {
      const beside = other === one + 1 || (one === 1 && other === count);
      if (inner === "all" || beside) pairs.push([one, other]);
    }
  }
  return pairs;
}
