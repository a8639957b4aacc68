import type { Logits } from "../inference";
import { checkLogits, SoftmaxRow } from "../lira";

/**
 * Modified entropy: -(1 - p_y) ln p_y - sum_{j != y} p_j ln(1 - p_j), in nats.
 *
 * Small for a confident right answer and large for a confident wrong one, which the published
 * `adjusted_entropy` sends to about 0 as well. Low means member.
 *
 * @param logits N rows of K >= 2 finite logits
 * @param labels N true classes, each from 0 to K - 1
 * @returns N numbers of at least 0
 * @throws RangeError as `checkLogits`
 * @see Song and Mittal, Systematic Evaluation of Privacy Risks of Machine Learning Models (2021)
 * @example
 * const logits = { data: Float32Array.of(1.946, 0.693, 0), rows: 1, classes: 3 }; // p .7 .2 .1
 * modifiedEntropy(logits, Int32Array.of(0))[0]; // .162
 */
export function modifiedEntropy(logits: Logits, labels: Int32Array): Float64Array {
  checkLogits(logits, labels);
  const { data, rows, classes } = logits;
  const row = new SoftmaxRow(classes);
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    row.read(logits, i);
    const y = labels[i];
    const rest = row.restOfPredicted();
    let sum = (y === row.predicted ? rest : 1 - row.p[y]) * row.loss(data[i * classes + y]);
    for (let j = 0; j < classes; j++) {
      if (j === y) continue;
      sum -= row.p[j] * (j === row.predicted ? Math.log(rest) : Math.log1p(-row.p[j]));
    }
    out[i] = sum;
  }
  return out;
}
