import type { Logits } from "../../inference";
import { SoftmaxRow } from "../../lira";

/** What the network says of one image, in numbers that do not saturate. */
export class OutputRow {
  /** z of each class. */
  z: Float32Array;
  /** The true class. */
  y = 0;
  readonly softmax: SoftmaxRow;

  constructor(
    private readonly logits: Logits,
    private readonly labels: Int32Array,
  ) {
    this.softmax = new SoftmaxRow(logits.classes);
    this.z = logits.data.subarray(0, logits.classes);
  }

  /** Reads row `i` and gives itself back. */
  read(i: number): this {
    const { data, classes } = this.logits;
    this.z = data.subarray(i * classes, (i + 1) * classes);
    this.y = this.labels[i];
    this.softmax.read(this.logits, i);
    return this;
  }

  /** log(p_y / (1 - p_y)). */
  get phi(): number {
    return this.softmax.phi(this.y, this.z[this.y]);
  }

  /** p_y. */
  get confidence(): number {
    return this.softmax.p[this.y];
  }

  /** Cross-entropy, -log p_y. */
  get loss(): number {
    return this.softmax.loss(this.z[this.y]);
  }

  /** Whether the largest logit is the true class's. */
  get right(): boolean {
    return this.softmax.predicted === this.y;
  }

  /** Entropy of the softmax in nats, every term of it at least 0. */
  get entropy(): number {
    return this.softmax.entropy(this.z);
  }
}
