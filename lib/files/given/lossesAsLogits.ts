import type { Fail } from "../formats/pickle/values";

/**
 * Losses as the logits of two classes, the label's and all others: p_y is taken as exp(-loss), which
 * for cross-entropy it is. Every feature is then a function of the one loss, in its order.
 *
 * @param values one a row, from 0 on
 * @returns [rows, 2], row-major, the label's class first
 * @throws InputError through `fail` naming the first loss below 0
 * @example
 * lossesAsLogits([Math.log(2)], fail).data; // [-0.693, -0.693]
 */
export function lossesAsLogits(
  values: ArrayLike<number>,
  fail: Fail,
): { data: Float32Array; note: string } {
  const data = new Float32Array(2 * values.length);
  for (let row = 0; row < values.length; row++) {
    const loss = values[row];
    if (loss < 0) fail(`a loss of ${loss} in row ${row}`, "losses from 0 on");
    data[2 * row] = -loss;
    data[2 * row + 1] = Math.log(Math.max(-Math.expm1(-loss), 2 ** -126));
  }
  const note =
    "losses alone: p_y is taken as exp(-loss), so every feature is a function of the loss";
  return { data, note };
}
