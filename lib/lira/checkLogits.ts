import { firstNotFinite } from "../files";
import type { Logits } from "../inference";

/**
 * Refuses logits and labels from which no feature can be computed.
 *
 * @throws RangeError naming the argument and the row: fewer than two classes, lengths that differ,
 *   a label outside 0 .. classes - 1, a logit that is not finite
 * @example
 * checkLogits({ data: Float32Array.of(1, 2), rows: 1, classes: 2 }, Int32Array.of(2));
 * // RangeError: labels: found 2 in row 0, expected a class from 0 to 1
 */
export function checkLogits({ data, rows, classes }: Logits, labels: ArrayLike<number>): void {
  if (classes < 2) throw new RangeError(`logits: found ${classes} classes, expected 2 or more`);
  if (data.length !== rows * classes) {
    throw new RangeError(`logits: found ${data.length} numbers, expected ${rows} x ${classes}`);
  }
  if (labels.length !== rows) {
    throw new RangeError(`labels: found ${labels.length} rows, expected ${rows} as in logits`);
  }
  for (let i = 0; i < rows; i++) {
    const label = labels[i];
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new RangeError(
        `labels: found ${label} in row ${i}, expected a class from 0 to ${classes - 1}`,
      );
    }
  }
  const k = firstNotFinite(data);
  if (k < 0) return;
  const [row, column] = [Math.floor(k / classes), k % classes];
  throw new RangeError(
    `logits: found ${data[k]} in row ${row}, class ${column}, expected a finite number`,
  );
}
