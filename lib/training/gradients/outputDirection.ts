/**
 * The direction of the cross-entropy's gradient for one image's logits, (p - e_y) / ||p - e_y||. Its
 * length is left out, so that it keeps all digits where p_y is almost 1: with q the softmax over the
 * other classes it is (q, -1 at y) / sqrt(1 + Σ q²).
 *
 * @param logits of one image
 * @param label true class
 * @param out takes the direction, one element a class
 * @example
 * outputDirection(Float32Array.of(300, 0, 0), 0, out); // [-0.816, 0.408, 0.408]
 */
export function outputDirection(logits: Float32Array, label: number, out: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < logits.length; k++) if (k !== label) top = Math.max(top, logits[k]);
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < logits.length; k++) {
    if (k === label) continue;
    const value = Math.exp(logits[k] - top);
    sum += value;
    squares += value * value;
  }
  const length = Math.sqrt(squares + sum * sum);
  for (let k = 0; k < logits.length; k++) {
    out[k] = (k === label ? -sum : Math.exp(logits[k] - top)) / length;
  }
}
