import type { Rule } from "../rule";

/** y = 1 / (1 + e^-x): dx = dy y (1 - y). */
export const sigmoid: Rule = (graph, { node, gradient }) => {
  const [y] = node.outputs;
  const slope = graph.multiply(y, graph.subtract(graph.number(1), y));
  return [graph.multiply(gradient, slope)];
};
