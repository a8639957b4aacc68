import type { Logits } from "../inference";
import * as elementary from "../numeric/elementary";

// an import is looked up anew at each use, module by module
const { exponential, logarithm, logarithmOfOnePlus } = elementary;

/**
 * One row's softmax, kept in a form from which p, 1 - p and their logarithms all come without loss.
 *
 * With z_1 the largest logit and z_2 the next, every other class is measured from z_2:
 * e_j = exp(z_j - z_2), others = sum of e_j without the largest (so at least 1), and
 * gap = exp(z_2 - z_1). Then p_1 = 1 / (1 + gap others), p_j = gap e_j / (1 + gap others) and
 * 1 - p_1 = gap others / (1 + gap others), which stays exact where p_1 rounds to 1.
 */
export class SoftmaxRow {
  /** p_j of each class. */
  readonly p: Float64Array;
  /** The first class with the largest logit, as argmax breaks ties. */
  predicted = 0;
  /** The largest logit. */
  largest = 0;
  /** The next largest logit, equal to `largest` under ties. */
  second = 0;
  /** sum over j != predicted of exp(z_j - second) */
  others = 1;
  /** exp(second - largest) */
  gap = 1;

  constructor(classes: number) {
    this.p = new Float64Array(classes);
  }

  /** Reads row `i` of the logits, which must be finite. */
  read({ data, classes }: Logits, i: number): void {
    const start = i * classes;
    let largest = data[start];
    let second = Number.NEGATIVE_INFINITY;
    let predicted = 0;
    for (let j = 1; j < classes; j++) {
      const z = data[start + j];
      if (z > largest) {
        second = largest;
        largest = z;
        predicted = j;
      } else if (z > second) second = z;
    }
    const { p } = this;
    let others = 0;
    for (let j = 0; j < classes; j++) {
      if (j !== predicted) others += p[j] = exponential(data[start + j] - second);
    }
    const gap = exponential(second - largest);
    const scale = 1 / (1 + gap * others);
    for (let j = 0; j < classes; j++) p[j] *= gap * scale;
    p[predicted] = scale;
    this.predicted = predicted;
    this.largest = largest;
    this.second = second;
    this.others = others;
    this.gap = gap;
  }

  /** -log p_y, given y's logit z. */
  loss(z: number): number {
    return this.largest - z + logarithmOfOnePlus(this.gap * this.others);
  }

  /** Entropy in nats, given the logits. */
  entropy(z: Float32Array): number {
    const { p, largest } = this;
    const rest = logarithmOfOnePlus(this.gap * this.others);
    let sum = 0;
    for (let j = 0; j < p.length; j++) sum += p[j] * (largest - z[j] + rest);
    return sum;
  }

  /** log p_y - log(1 - p_y) = z_y - logsumexp over j != y of z_j, given y and its logit z. */
  phi(y: number, z: number): number {
    if (y === this.predicted) return z - this.second - logarithm(this.others);
    const othersWithoutY = this.others - exponential(z - this.second);
    return z - this.largest - logarithmOfOnePlus(this.gap * othersWithoutY);
  }

  /** 1 - p of the predicted class, without cancellation. */
  restOfPredicted(): number {
    return (this.gap * this.others) / (1 + this.gap * this.others);
  }
}
