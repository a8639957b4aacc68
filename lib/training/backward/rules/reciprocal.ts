import type { Rule } from "../rule";

/** y = 1 / x: dx = -dy y². */
export const reciprocal: Rule = (graph, { node, gradient }) => {
  const [y] = node.outputs;
  return [graph.node("Neg", [graph.multiply(gradient, graph.multiply(y, y))])];
};
