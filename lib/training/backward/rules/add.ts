import type { Rule } from "../rule";

/** y = a + b: da = dy, db = dy, each summed over what it was stretched by. */
export const add: Rule = (graph, { node, gradient, needs }) =>
  node.inputs.map((input, i) => (needs[i] ? graph.sumTo(gradient, graph.shape(input)) : null));
