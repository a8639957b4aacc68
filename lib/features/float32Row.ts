import type { Logits } from "../inference";
import { exponentialInFloat32, logarithmInFloat32 } from "../numeric/elementary";
import { sumOfSoftmax, sumOfTerms } from "./float32Sums";
import { EPSILON } from "./publishedEntropy";

const { fround } = Math;
const EPSILON_IN_FLOAT32 = fround(EPSILON);

/**
 * One row's softmax and entropy as torch computes them in float32: the largest logit subtracted, e to
 * that, their sum, the product with its inverse, each rounded to float32. Where the sum rounds to 1, p of the
 * predicted class is exactly 1, its loss exactly 0.
 */
export class Float32Row {
  /** p_j of each class. */
  readonly p: Float32Array;
  /** The first class with the largest logit, as argmax breaks ties. */
  predicted = 0;
  /** The largest logit. */
  largest = 0;
  /** sum over j of exp(z_j - largest), at least 1 */
  total = 1;
  /** -sum_j p_j log(p_j + 1e-10) */
  entropy = 0;
  private readonly terms: Float32Array;

  constructor(classes: number) {
    this.p = new Float32Array(classes);
    this.terms = new Float32Array(classes);
  }

  /** Reads row `i` of the logits, which must be finite. */
  read({ data, classes }: Logits, i: number): void {
    const start = i * classes;
    let predicted = 0;
    for (let j = 1; j < classes; j++) {
      if (data[start + j] > data[start + predicted]) predicted = j;
    }
    const largest = data[start + predicted];
    const { p, terms } = this;
    for (let j = 0; j < classes; j++)
      p[j] = exponentialInFloat32(fround(data[start + j] - largest));
    const total = sumOfSoftmax(p);
    const inverse = fround(1 / total);
    for (let j = 0; j < classes; j++) {
      p[j] *= inverse;
      terms[j] = p[j] * logarithmInFloat32(fround(p[j] + EPSILON_IN_FLOAT32));
    }
    this.predicted = predicted;
    this.largest = largest;
    this.total = total;
    this.entropy = 0 - sumOfTerms(terms);
  }

  /** -log p_y, given y's logit z, as torch's cross_entropy has it: from the logits, not from p. */
  loss(z: number): number {
    return logarithmInFloat32(this.total) - fround(z - this.largest);
  }

  /** The largest p less the second largest. */
  get margin(): number {
    let first = 0;
    let second = 0;
    for (let j = 0; j < this.p.length; j++) {
      const value = this.p[j];
      if (value > first) {
        second = first;
        first = value;
      } else if (value > second) second = value;
    }
    return first - second;
  }
}
