import { real } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = x where x > 0, else a x: dx = dy where x > 0, else a dy (also at x = 0, as in torch). */
export const leakyRelu: Rule = (graph, { node, gradient }) => {
  const positive = graph.node("Greater", [node.inputs[0], graph.number(0)]);
  const slope = real(node, "alpha", 0.01);
  return [graph.where(positive, gradient, graph.scale(gradient, slope))];
};
