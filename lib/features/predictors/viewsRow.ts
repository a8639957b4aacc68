import type { Logits } from "../../inference";
import { SoftmaxRow } from "../../lira";
import { OutputRow } from "./outputRow";

/** What the network says of one image in several views. */
export class ViewsRow {
  /** phi of the plain image. */
  plain = 0;
  /** phi of each view, in the views' order. */
  readonly phi: Float64Array;
  /** The same, ascending. */
  readonly sorted: Float64Array;
  /** p_y of each view. */
  readonly confidence: Float64Array;
  /** Cross-entropy of each view. */
  readonly loss: Float64Array;
  /** Entropy of each view's softmax, in nats. */
  readonly entropy: Float64Array;
  /** Views whose answer is right. */
  right = 0;
  /** Entropy of the mean softmax, in nats. */
  entropyOfMean = 0;
  /** phi of the mean logits. */
  phiOfMean = 0;

  private readonly rows: readonly OutputRow[];
  private readonly plainRow: OutputRow;
  private readonly meanLogits: Logits;
  private readonly meanSoftmax: Float64Array;
  private readonly ofMean: SoftmaxRow;

  /** @param views logits of each view, of the same images as `plain` */
  constructor(
    plain: Logits,
    views: readonly Logits[],
    private readonly labels: Int32Array,
  ) {
    const { classes } = plain;
    this.plainRow = new OutputRow(plain, labels);
    this.rows = views.map((view) => new OutputRow(view, labels));
    this.phi = new Float64Array(views.length);
    this.sorted = new Float64Array(views.length);
    this.confidence = new Float64Array(views.length);
    this.loss = new Float64Array(views.length);
    this.entropy = new Float64Array(views.length);
    this.meanLogits = { data: new Float32Array(classes), rows: 1, classes };
    this.meanSoftmax = new Float64Array(classes);
    this.ofMean = new SoftmaxRow(classes);
  }

  /** Reads row `i` of every view and gives itself back. */
  read(i: number): this {
    const { rows, meanSoftmax, meanLogits, labels } = this;
    this.plain = this.plainRow.read(i).phi;
    this.right = 0;
    meanSoftmax.fill(0);
    meanLogits.data.fill(0);
    for (let v = 0; v < rows.length; v++) {
      const row = rows[v].read(i);
      this.phi[v] = row.phi;
      this.confidence[v] = row.confidence;
      this.loss[v] = row.loss;
      this.entropy[v] = row.entropy;
      if (row.right) this.right++;
      for (let j = 0; j < meanSoftmax.length; j++) {
        meanSoftmax[j] += row.softmax.p[j] / rows.length;
        meanLogits.data[j] += row.z[j] / rows.length;
      }
    }
    this.sorted.set(this.phi);
    this.sorted.sort();
    this.entropyOfMean = entropyOf(meanSoftmax);
    this.ofMean.read(meanLogits, 0);
    this.phiOfMean = this.ofMean.phi(labels[i], meanLogits.data[labels[i]]);
    return this;
  }
}

function entropyOf(p: Float64Array): number {
  let sum = 0;
  for (const value of p) if (value > 0) sum -= value * Math.log(value);
  return sum;
}
