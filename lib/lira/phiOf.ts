import type { Logits } from "../inference";
import { checkLogits } from "./checkLogits";
import { SoftmaxRow } from "./softmaxRow";

/**
 * phi of each row: z_y - log sum_{j != y} exp z_j = log(p_y / (1 - p_y)), in float64 and without
 * saturation at p_y = 1.
 *
 * @param logits N rows of K >= 2 finite logits
 * @param labels N true classes, each from 0 to K - 1
 * @returns N numbers, high = sure and right
 * @throws RangeError as `checkLogits`
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), section VI.A
 * @example
 * phiOf({ data: Float32Array.of(20, 0, 0), rows: 1, classes: 3 }, Int32Array.of(0))[0]; // 19.307
 */
export function phiOf(logits: Logits, labels: Int32Array): Float64Array {
  checkLogits(logits, labels);
  const { data, rows, classes } = logits;
  const row = new SoftmaxRow(classes);
  const phi = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    row.read(logits, i);
    phi[i] = row.phi(labels[i], data[i * classes + labels[i]]);
  }
  return phi;
}
