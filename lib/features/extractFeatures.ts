import type { Logits } from "../inference";
import { checkLogits } from "../lira";
import type { FeatureTable } from "./featureTable";
import { exactColumns } from "./published";
import { wasmColumns } from "./wasmColumns";

/**
 * The published notebook's features and phi, from logits, in float64: `prob_0` .. `prob_{K-1}`,
 * sample_loss, class_entropy, adjusted_entropy, top2_conf_margin, true_class_prob, correctness,
 * max_logit, true_logit, gradient_proxy, phi. `describeFeatures` says what each is.
 *
 * The published code computes them in float32, as `publishedFeatures` does: float64 agrees with it to
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
  const { rows, classes } = logits;
  const names = exactColumns(classes);
  const filled = names.map(() => new Float64Array(rows));
  wasmColumns(logits, labels, filled);
  const columns = Object.fromEntries(names.map((name, j) => [name, filled[j]]));
  return { names, columns, rows };
}
