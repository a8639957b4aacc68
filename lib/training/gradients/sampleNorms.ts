import type { RowGraph } from "../graph";

/** What a convolution's parameters have of each image. */
export interface LayerGradient {
  /** Unfolded input U, [batch x positions, inputs]. */
  readonly unfolded: string;
  /** Gradient of the output G, [batch x positions, outputs]. */
  readonly gradient: string;
  readonly positions: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** ||Σ_t G_t||², the squared norm of the bias's gradient for each image: [batch, 1]. */
export function biasNorms(
  graph: RowGraph,
  { gradient, positions, outputs }: Pick<LayerGradient, "gradient" | "positions" | "outputs">,
): string {
  const maps = graph.reshape(gradient, [graph.batch, positions, outputs]);
  return graph.reduce("ReduceSumSquare", graph.reduce("ReduceSum", maps, [1]), [1], true);
}

/**
 * ||Uᵀ G||², the squared norm of the weight's gradient for each image: [batch, 1]. Where an image has
 * few positions Uᵀ G itself is not formed, since ||Uᵀ G||² = Σ (U Uᵀ) * (G Gᵀ), element by element.
 *
 * Source: Goodfellow (2015), "Efficient per-example gradient computations", for layers that are
 * applied at several positions.
 *
 * @example
 * const norms = weightNorms(graph, layer);
 */
export function weightNorms(graph: RowGraph, layer: LayerGradient): string {
  const { positions, inputs, outputs } = layer;
  const { batch } = graph;
  if (positions === 1) {
    const seen = graph.reduce("ReduceSumSquare", layer.unfolded, [1], true);
    return graph.multiply(seen, graph.reduce("ReduceSumSquare", layer.gradient, [1], true));
  }
  const U = graph.reshape(layer.unfolded, [batch, positions, inputs]);
  const G = graph.reshape(layer.gradient, [batch, positions, outputs]);
  const turned = (maps: string) => graph.transpose(maps, [0, 2, 1]);
  if (positions * (inputs + outputs) < inputs * outputs) {
    const both = graph.multiply(graph.product(U, turned(U)), graph.product(G, turned(G)));
    const flat = graph.reshape(both, [batch, positions * positions]);
    return graph.reduce("ReduceSum", flat, [1], true);
  }
  const whole = graph.reshape(graph.product(turned(U), G), [batch, inputs * outputs]);
  return graph.reduce("ReduceSumSquare", whole, [1], true);
}

/** Sum of absolute values, sum of squares and largest absolute value of each image: [batch, 3]. */
export function inputNorms(graph: RowGraph, gradient: string, size: number): string {
  const flat = graph.reshape(gradient, [graph.batch, size]);
  const sum = graph.reduce("ReduceL1", flat, [1], true);
  const squares = graph.reduce("ReduceSumSquare", flat, [1], true);
  const largest = graph.reduce("ReduceMax", graph.node("Abs", [flat]), [1], true);
  return graph.node("Concat", [sum, squares, largest], { axis: 1 });
}
