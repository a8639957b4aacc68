import type { Logits } from "../../inference";

/**
 * Which rows a network names right: its largest logit (the first of equal ones) is the label's.
 *
 * @returns 1 for a right row, 0 for a wrong one
 * @example
 * rightRows({ data: Float32Array.of(1, 2, 3, 0), rows: 2, classes: 2 }, [1, 1]); // 1, 0
 */
export function rightRows({ data, rows, classes }: Logits, labels: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if (data[row * classes + k] > data[row * classes + best]) best = k;
    }
    return best === labels[row] ? 1 : 0;
  });
}
