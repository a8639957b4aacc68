import type { Logits } from "../inference";
import { checkLogits } from "./checkLogits";
import type { FeatureTable } from "./featureTable";
import { publishedEntropy } from "./publishedEntropy";
import { SoftmaxRow } from "./softmaxRow";

/**
 * The published notebook's features and phi, from logits, in float64: `prob_0` .. `prob_{K-1}`,
 * sample_loss, class_entropy, adjusted_entropy, top2_conf_margin, true_class_prob, correctness,
 * max_logit, true_logit, gradient_proxy, phi. `featureDescriptions` says what each is.
 *
 * The published code takes its softmax in float32. From the same logits, float64 agrees with it to
 * float32's precision and goes on where float32 saturates at p = 1.
 *
 * @param logits N rows of K >= 2 finite logits
 * @param labels N true classes, each from 0 to K - 1
 * @returns K + 10 columns of N rows
 * @throws RangeError as `checkLogits`
 * @example
 * const logits = { data: Float32Array.of(20, 0, 0), rows: 1, classes: 3 };
 * extractFeatures(logits, Int32Array.of(0)).columns.phi[0]; // 19.307
 */
export function extractFeatures(logits: Logits, labels: Int32Array): FeatureTable {
  checkLogits(logits, labels);
  const { data, rows, classes } = logits;
  const probabilities = Array.from({ length: classes }, () => new Float64Array(rows));
  const statistics = {
    sample_loss: new Float64Array(rows),
    class_entropy: new Float64Array(rows),
    adjusted_entropy: new Float64Array(rows),
    top2_conf_margin: new Float64Array(rows),
    true_class_prob: new Float64Array(rows),
    correctness: new Float64Array(rows),
    max_logit: new Float64Array(rows),
    true_logit: new Float64Array(rows),
    gradient_proxy: new Float64Array(rows),
    phi: new Float64Array(rows),
  };
  const row = new SoftmaxRow(classes);
  const { p } = row;
  for (let i = 0; i < rows; i++) {
    row.read(logits, i);
    const y = labels[i];
    const z = data[i * classes + y];
    const entropy = publishedEntropy(p);
    for (let j = 0; j < classes; j++) probabilities[j][i] = p[j];
    statistics.sample_loss[i] = row.loss(z);
    statistics.class_entropy[i] = entropy;
    statistics.adjusted_entropy[i] = entropy * (1 - p[y]);
    statistics.top2_conf_margin[i] = p[row.predicted] * (1 - row.gap);
    statistics.true_class_prob[i] = p[y];
    statistics.correctness[i] = row.predicted === y ? 1 : 0;
    statistics.max_logit[i] = row.largest;
    statistics.true_logit[i] = z;
    statistics.gradient_proxy[i] = Math.abs(1 - z);
    statistics.phi[i] = row.phi(y, z);
  }
  const columns: Record<string, Float64Array> = {};
  probabilities.forEach((column, j) => {
    columns[`prob_${j}`] = column;
  });
  Object.assign(columns, statistics);
  return { names: Object.keys(columns), columns, rows };
}
