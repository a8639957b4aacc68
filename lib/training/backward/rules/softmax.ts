import { axisFrom, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = e^x / Σ e^x along an axis: dx = y (dy - Σ dy y). */
export const softmax: Rule = (graph, { node, gradient }) => {
  const [y] = node.outputs;
  const axis = axisFrom(node, wholeNumber(node, "axis", -1), graph.shape(y).length);
  const total = graph.sum(graph.multiply(gradient, y), [axis]);
  return [graph.multiply(y, graph.subtract(gradient, total))];
};
