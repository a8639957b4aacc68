import type { RowGraph } from "../graph";

/**
 * y = x wᵀ + b.
 *
 * @param value x, [batch, in]
 * @param weight w, [out, in]
 * @param bias b, [out]
 */
export function linear(graph: RowGraph, value: string, weight: string, bias: string): string {
  return graph.node("Gemm", [value, weight, bias], { transB: 1 });
}

/**
 * dw = dyᵀ x, db = Σ dy over the batch, dx = dy w.
 *
 * @param gradient dy, [batch, out]
 * @example
 * const { weight: dw, bias: db, input: dx } = linearGradient(graph, gradient, x, weight);
 */
export function linearGradient(
  graph: RowGraph,
  gradient: string,
  value: string,
  weight: string,
): { weight: string; bias: string; input: string } {
  return {
    weight: graph.node("Gemm", [gradient, value], { transA: 1 }),
    bias: graph.reduce("ReduceSum", gradient, [0]),
    input: graph.product(gradient, weight),
  };
}
