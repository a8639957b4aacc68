import type { Logits } from "../inference";
import { checkLogits } from "../lira";
import type { FeatureTable } from "./featureTable";
import { publishedTen } from "./published";
import { wasmColumnsInFloat32 } from "./wasmColumns";

/**
 * The published ten in the published code's own arithmetic: float32, each step rounded as torch rounds it
 * on a processor with AVX2, so that rows which saturate tie as they tie there: p_y and
 * top2_conf_margin exactly 1, sample_loss exactly 0.
 *
 * Bit for bit torch's but for the logarithm in sample_loss and in the entropies, which is within one
 * unit in the last place of it. `extractFeatures` goes on where these saturate.
 *
 * @param logits N rows of K >= 2 finite logits
 * @param labels N true classes, each from 0 to K - 1
 * @returns K + 9 columns of N rows, as `publishedTen` names them, float32 values as float64 numbers
 * @throws RangeError as `checkLogits`
 * @example
 * const logits = { data: Float32Array.of(20, 0, 0), rows: 1, classes: 3 };
 * publishedFeatures(logits, Int32Array.of(0)).columns.true_class_prob[0]; // 1
 */
export function publishedFeatures(logits: Logits, labels: Int32Array): FeatureTable {
  checkLogits(logits, labels);
  const { rows, classes } = logits;
  const names = publishedTen(classes);
  const filled = names.map(() => new Float64Array(rows));
  wasmColumnsInFloat32(logits, labels, filled);
  const columns = Object.fromEntries(names.map((name, j) => [name, filled[j]]));
  return { names, columns, rows };
}
