import type { Rule } from "../rule";

/** y = erf x: dx = dy 2 / √π e^(-x²). */
export const erf: Rule = (graph, { node, gradient }) => {
  const [x] = node.inputs;
  const bell = graph.node("Exp", [graph.node("Neg", [graph.multiply(x, x)])]);
  return [graph.multiply(gradient, graph.scale(bell, 2 / Math.sqrt(Math.PI)))];
};
