import type { BackwardGraph } from "../../backward";

/** Σ of an image's squares, [batch, 1]. */
export function squaresOf(graph: BackwardGraph, value: string): string {
  const [batch, ...rest] = graph.shape(value);
  const count = rest.reduce((product, extent) => product * extent, 1);
  return graph.reduce("ReduceSumSquare", graph.reshape(value, [batch, count]), [1], true);
}

/**
 * The squared norm of Σ over what a parameter was stretched by, but for the images.
 *
 * @param value the gradient at every element that the parameter went into, [batch, ...]
 * @param dimensions the parameter's
 * @returns [batch, 1]; null where the parameter differs from image to image
 */
export function stretchedNorms(
  graph: BackwardGraph,
  value: string,
  dimensions: readonly number[],
): string | null {
  const shape = graph.shape(value);
  const missing = shape.length - dimensions.length;
  if (missing < 1 && dimensions[0] !== 1) return null;
  const own = [...new Array<number>(Math.max(0, missing)).fill(1), ...dimensions];
  return squaresOf(graph, graph.sumTo(value, [shape[0], ...own.slice(1)]));
}
