import { real } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = a x + b between 0 and 1: dx = a dy where 0 < y < 1, else 0. */
export const hardSigmoid: Rule = (graph, { node, gradient }) => {
  const [y] = node.outputs;
  const none = graph.number(0);
  const sloping = graph.scale(gradient, real(node, "alpha", 0.2));
  const below = graph.where(graph.node("Less", [y, graph.number(1)]), sloping, none);
  return [graph.where(graph.node("Greater", [y, none]), below, none)];
};
