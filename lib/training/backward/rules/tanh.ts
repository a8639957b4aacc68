import type { Rule } from "../rule";

/** y = tanh x: dx = dy (1 - y²). */
export const tanh: Rule = (graph, { node, gradient }) => {
  const [y] = node.outputs;
  const slope = graph.subtract(graph.number(1), graph.multiply(y, y));
  return [graph.multiply(gradient, slope)];
};
