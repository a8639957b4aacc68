import type { BackwardGraph } from "./backwardGraph";

/** A value brought to mean 0 and variance 1 along axes. */
export interface Standardised {
  /** z = (x - m) r, of x's shape. */
  readonly value: string;
  /** r = 1 / √(v + ε), with axes of one element. */
  readonly inverse: string;
  readonly axes: readonly number[];
}

/** z = (x - m) / √(v + ε), m and v the mean and the biased variance along axes. */
export function standardise(
  graph: BackwardGraph,
  value: string,
  axes: readonly number[],
  epsilon: number,
): Standardised {
  const centred = graph.subtract(value, graph.mean(value, axes));
  const variance = graph.mean(graph.multiply(centred, centred), axes);
  const spread = graph.node("Sqrt", [graph.add(variance, graph.number(epsilon))]);
  const inverse = graph.node("Reciprocal", [spread]);
  return { value: graph.multiply(centred, inverse), inverse, axes };
}

/** Its derivative: dx = r (dz - mean dz - z mean(dz z)), means along the axes. */
export function standardisedGradient(
  graph: BackwardGraph,
  { value, inverse, axes }: Standardised,
  gradient: string,
): string {
  const along = graph.multiply(value, graph.mean(graph.multiply(gradient, value), axes));
  const centred = graph.subtract(gradient, graph.mean(gradient, axes));
  return graph.multiply(inverse, graph.subtract(centred, along));
}
