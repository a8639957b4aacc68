import type { Rule } from "../rule";

/** y = ln(1 + e^x): dx = dy / (1 + e^-x). */
export const softplus: Rule = (graph, { node, gradient }) => [
  graph.multiply(gradient, graph.node("Sigmoid", [node.inputs[0]])),
];
