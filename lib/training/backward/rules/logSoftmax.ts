import { axisFrom, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = x - log Σ e^x along an axis: dx = dy - e^y Σ dy. */
export const logSoftmax: Rule = (graph, { node, gradient }) => {
  const [y] = node.outputs;
  const axis = axisFrom(node, wholeNumber(node, "axis", -1), graph.shape(y).length);
  const total = graph.sum(gradient, [axis]);
  return [graph.subtract(gradient, graph.multiply(graph.node("Exp", [y]), total))];
};
