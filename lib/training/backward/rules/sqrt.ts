import type { Rule } from "../rule";

/** y = √x: dx = dy / (2 y). */
export const sqrt: Rule = (graph, { node, gradient }) => [
  graph.divide(graph.scale(gradient, 1 / 2), node.outputs[0]),
];
