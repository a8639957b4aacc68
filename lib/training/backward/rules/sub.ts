import type { Rule } from "../rule";

/** y = a - b: da = dy, db = -dy, each summed over what it was stretched by. */
export const sub: Rule = (graph, { node, gradient, needs }) => {
  const [a, b] = node.inputs;
  return [
    needs[0] ? graph.sumTo(gradient, graph.shape(a)) : null,
    needs[1] ? graph.node("Neg", [graph.sumTo(gradient, graph.shape(b))]) : null,
  ];
};
