import type { RowGraph } from "../graph";

/** y = max(x, 0). */
export function relu(graph: RowGraph, value: string): string {
  return graph.node("Relu", [value]);
}

/**
 * dx = dy where y > 0, else 0 (also at x = 0, as in torch).
 *
 * @param output y
 * @example
 * const gradientOfInput = reluGradient(graph, gradient, output);
 */
export function reluGradient(graph: RowGraph, gradient: string, output: string): string {
  const positive = graph.node("Greater", [output, graph.number(0)]);
  return graph.node("Where", [positive, gradient, graph.number(0)]);
}
