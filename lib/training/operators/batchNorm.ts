import type { RowGraph } from "../graph";

/** What the backward pass and the running statistics need of a normalised batch. */
export interface NormalisedBatch {
  /** z, [rows, channels]. */
  readonly output: string;
  /** Mean and biased variance over the batch, [channels]. */
  readonly mean: string;
  readonly variance: string;
  /** x - mean, 1 / sqrt(variance + epsilon), and gamma times the latter. */
  readonly centred: string;
  readonly inverse: string;
  readonly scale: string;
}

/**
 * Batch normalisation in training mode: z = gamma (x - m) r + beta with m and v the mean and the
 * biased variance of each channel over the batch's rows and r = 1 / sqrt(v + epsilon).
 *
 * Source: Ioffe and Szegedy (2015), "Batch normalization"; torch.nn.BatchNorm2d.
 *
 * @param value x, [rows, channels]
 * @example
 * const normal = batchNorm(graph, x, { gamma, beta, epsilon: 1e-5 });
 */
export function batchNorm(
  graph: RowGraph,
  value: string,
  layer: { gamma: string; beta: string; epsilon: number },
): NormalisedBatch {
  const mean = graph.reduce("ReduceMean", value, [0]);
  const centred = graph.subtract(value, mean);
  // ReduceSumSquare down the rows takes three times as long in onnxruntime 1.30.
  const variance = graph.reduce("ReduceMean", graph.multiply(centred, centred), [0]);
  const spread = graph.node("Sqrt", [graph.add(variance, graph.number(layer.epsilon))]);
  const inverse = graph.node("Reciprocal", [spread]);
  const scale = graph.multiply(inverse, layer.gamma);
  const output = graph.add(graph.multiply(centred, scale), layer.beta);
  return { output, mean, variance, centred, inverse, scale };
}

/**
 * Its derivatives, with sums over the batch's M rows:
 * dbeta = Σ dz, dgamma = r Σ dz (x - m),
 * dx = gamma r (dz - Σ dz / M - (x - m) r² Σ dz (x - m) / M).
 *
 * @param gradient dz, [rows, channels]
 * @example
 * const { input, gamma, beta } = batchNormGradient(graph, normal, gradient, 8192);
 */
export function batchNormGradient(
  graph: RowGraph,
  { centred, inverse, scale }: NormalisedBatch,
  gradient: string,
  rows: number,
): { input: string; gamma: string; beta: string } {
  const beta = graph.reduce("ReduceSum", gradient, [0]);
  const along = graph.reduce("ReduceSum", graph.multiply(gradient, centred), [0]);
  const gamma = graph.multiply(along, inverse);
  const share = graph.multiply(scale, graph.number(-1 / rows));
  const slope = graph.multiply(graph.multiply(share, inverse), gamma);
  const offset = graph.multiply(share, beta);
  const through = graph.multiply(gradient, scale);
  const input = graph.add(through, graph.add(graph.multiply(centred, slope), offset));
  return { input, gamma, beta };
}
