import type { Rule } from "../rule";

/**
 * y = x min(max(x / 6 + 1/2, 0), 1): dx = 0 where x < -3, dy where x > 3, else dy (x / 3 + 1/2) (also
 * at the corners, as in torch).
 */
export const hardSwish: Rule = (graph, { node, gradient }) => {
  const [x] = node.inputs;
  const slope = graph.add(graph.scale(x, 1 / 3), graph.number(1 / 2));
  const between = graph.multiply(gradient, slope);
  const above = graph.where(graph.node("Greater", [x, graph.number(3)]), gradient, between);
  const below = graph.node("Less", [x, graph.number(-3)]);
  return [graph.where(below, graph.number(0), above)];
};
