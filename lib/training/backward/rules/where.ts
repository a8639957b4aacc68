import type { Rule } from "../rule";

/** y = a where c, else b: da = dy where c, else 0; db the other way about. */
export const where: Rule = (graph, { node, gradient, needs }) => {
  const [condition, a, b] = node.inputs;
  const none = graph.number(0);
  return [
    null,
    needs[1] ? graph.sumTo(graph.where(condition, gradient, none), graph.shape(a)) : null,
    needs[2] ? graph.sumTo(graph.where(condition, none, gradient), graph.shape(b)) : null,
  ];
};
