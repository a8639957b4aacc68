import type { RowGraph, Rows } from "../graph";

const positionsOf = ({ size }: Pick<Rows, "size">) => size.height * size.width;

/** y = the mean over an image's positions, [batch, channels]. */
export function meanPool(graph: RowGraph, x: Rows): string {
  if (positionsOf(x) === 1) return x.value;
  const maps = graph.reshape(x.value, [graph.batch, positionsOf(x), x.channels]);
  return graph.reduce("ReduceMean", maps, [1]);
}

/**
 * dx = dy / positions, at every position.
 *
 * @param gradient dy, [batch, channels]
 * @returns [batch x positions, channels]
 * @example
 * const gradientOfInput = meanPoolGradient(graph, gradient, x);
 */
export function meanPoolGradient(graph: RowGraph, gradient: string, x: Rows): string {
  const positions = positionsOf(x);
  if (positions === 1) return gradient;
  const { batch } = graph;
  const share = graph.multiply(gradient, graph.number(1 / positions));
  const one = graph.reshape(share, [batch, 1, x.channels]);
  const all = graph.node("Expand", [one, graph.integers([batch, positions, x.channels])]);
  return graph.reshape(all, [batch * positions, x.channels]);
}
