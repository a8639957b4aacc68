import { permutation } from "../../numeric/random";

/**
 * As many members as non-members: all of the rarer kind, and of the other as many drawn at random.
 *
 * @param membership 1 = member
 * @returns row numbers, ascending
 * @example
 * balanced(Uint8Array.of(1, 0, 1), 42).length; // 2
 */
export function balanced(membership: Uint8Array, seed: number): Int32Array {
  const rows = [0, 1].map((kind) => [...membership.keys()].filter((i) => membership[i] === kind));
  const fewest = Math.min(rows[0].length, rows[1].length);
  const kept = rows.flatMap((own) => {
    if (own.length === fewest) return own;
    return [...permutation(own.length, seed)].slice(0, fewest).map((i) => own[i]);
  });
  return Int32Array.from(kept).sort();
}
