import type { Rule } from "../rule";

/** y = |x|: dx = dy sign x (0 at x = 0, as in torch). */
export const abs: Rule = (graph, { node, gradient }) => [
  graph.multiply(gradient, graph.node("Sign", [node.inputs[0]])),
];
