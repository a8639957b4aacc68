import type { Logits } from "../inference";
import { publishedEntropy } from "./publishedEntropy";
import { SoftmaxRow } from "./softmaxRow";

/** The columns that follow the probabilities, in their order. */
export const STATISTICS = [
  "sample_loss",
  "class_entropy",
  "adjusted_entropy",
  "top2_conf_margin",
  "true_class_prob",
  "correctness",
  "max_logit",
  "true_logit",
  "gradient_proxy",
  "phi",
] as const;

/** Fills columns, the K probabilities and then the statistics, from logits and labels that fit. */
export type FillColumns = (
  logits: Logits,
  labels: Int32Array,
  columns: readonly Float64Array[],
) => void;

/** `FillColumns` in plain TypeScript: the results that the kernel must give, bit for bit. */
export const referenceColumns: FillColumns = (logits, labels, columns) => {
  const { data, rows, classes } = logits;
  const row = new SoftmaxRow(classes);
  const { p } = row;
  for (let i = 0; i < rows; i++) {
    row.read(logits, i);
    const y = labels[i];
    const z = data[i * classes + y];
    const entropy = publishedEntropy(p);
    const statistics: Record<(typeof STATISTICS)[number], number> = {
      sample_loss: row.loss(z),
      class_entropy: entropy,
      adjusted_entropy: entropy * (1 - p[y]),
      top2_conf_margin: p[row.predicted] * (1 - row.gap),
      true_class_prob: p[y],
      correctness: row.predicted === y ? 1 : 0,
      max_logit: row.largest,
      true_logit: z,
      gradient_proxy: Math.abs(1 - z),
      phi: row.phi(y, z),
    };
    for (let j = 0; j < classes; j++) columns[j][i] = p[j];
    STATISTICS.forEach((name, s) => {
      columns[classes + s][i] = statistics[name];
    });
  }
};
