import type { Rule } from "../rule";

/** y = a / b: da = dy / b, db = -dy y / b, each summed over what it was stretched by. */
export const div: Rule = (graph, { node, gradient, needs }) => {
  const [a, b] = node.inputs;
  const share = graph.divide(gradient, b);
  const down = () => graph.node("Neg", [graph.multiply(share, node.outputs[0])]);
  return [
    needs[0] ? graph.sumTo(share, graph.shape(a)) : null,
    needs[1] ? graph.sumTo(down(), graph.shape(b)) : null,
  ];
};
