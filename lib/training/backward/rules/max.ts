import type { Rule } from "../rule";

/**
 * y = the largest of several values, element by element: each has dy where it is y, shared equally where
 * several are (as torch's maximum), summed over what it was stretched by.
 */
export const max: Rule = (graph, { node, gradient, needs }) => {
  const { inputs } = node;
  const [y] = node.outputs;
  const chosen = inputs.map((input) =>
    graph.where(graph.node("Equal", [input, y]), graph.number(1), graph.number(0)),
  );
  const share = graph.divide(
    gradient,
    chosen.reduce((sum, mask) => graph.add(sum, mask)),
  );
  return inputs.map((input, i) =>
    needs[i] ? graph.sumTo(graph.multiply(share, chosen[i]), graph.shape(input)) : null,
  );
};
