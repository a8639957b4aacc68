import type { Rule } from "../rule";

/** y = max(x, 0): dx = dy where y > 0, else 0 (also at x = 0, as in torch). */
export const relu: Rule = (graph, { node, gradient }) => {
  const positive = graph.node("Greater", [node.outputs[0], graph.number(0)]);
  return [graph.where(positive, gradient, graph.number(0))];
};
