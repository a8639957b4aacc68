import type { Rule } from "../rule";

/**
 * y = x where x > 0, else a x, a stretched over x: dx = dy where x > 0, else a dy; da = Σ x dy where
 * x <= 0, summed over what a was stretched by.
 */
export const pRelu: Rule = (graph, { node, gradient, needs }) => {
  const [x, slope] = node.inputs;
  const none = graph.number(0);
  const positive = graph.node("Greater", [x, none]);
  const ofX = () => graph.where(positive, gradient, graph.multiply(gradient, slope));
  const ofSlope = () => graph.where(positive, none, graph.multiply(gradient, x));
  return [needs[0] ? ofX() : null, needs[1] ? graph.sumTo(ofSlope(), graph.shape(slope)) : null];
};
