import { argsort } from "../../../numeric/arrays";

/** Scores by their order: exact where they are compared, seven digits where they are read. */
export interface Ranked {
  /** Place of each row's score among `values`, -1 = not scored. */
  readonly ranks: Int32Array;
  /** Every score that occurs, ascending. */
  readonly values: Float32Array;
}

/**
 * Scores as places among the scores that occur. Two that differ keep two places even where float32
 * cannot tell them apart.
 *
 * @param scores NaN = not scored
 * @example
 * ranked([0.5, NaN, 0.1, 0.5]); // ranks 1, -1, 0, 1; values .1, .5
 */
export function ranked(scores: ArrayLike<number>): Ranked {
  const rows: number[] = [];
  for (let row = 0; row < scores.length; row++) if (!Number.isNaN(scores[row])) rows.push(row);
  const order = argsort(rows.map((row) => scores[row]));
  const ranks = new Int32Array(scores.length).fill(-1);
  const values: number[] = [];
  let last = Number.NaN;
  for (const i of order) {
    const score = scores[rows[i]];
    if (score !== last) values.push(score);
    ranks[rows[i]] = values.length - 1;
    last = score;
  }
  return { ranks, values: Float32Array.from(values) };
}
