import type { Rule } from "../rule";

/** y = a b: da = dy b, db = dy a, each summed over what it was stretched by. */
export const mul: Rule = (graph, { node, gradient, needs }) => {
  const [a, b] = node.inputs;
  return [
    needs[0] ? graph.sumTo(graph.multiply(gradient, b), graph.shape(a)) : null,
    needs[1] ? graph.sumTo(graph.multiply(gradient, a), graph.shape(b)) : null,
  ];
};
