import { wholeNumber, windowOf } from "../../../network/shapes";
import type { Rule } from "../rule";
import { convolutionInputGradient, convolutionWeightGradient } from "../windows";

/**
 * y_o(p) = b_o + Σ_ck w_ock x_c(p s + k d - pad): dx by the transposed convolution of dy, dw = Σ over
 * images and places of dy times what the kernel saw there, db = Σ dy over images and places.
 */
export const conv: Rule = (graph, { node, gradient, needs }) => {
  const [x, weight] = node.inputs;
  const extents = graph.shape(x).slice(2);
  const window = windowOf(node, extents, graph.shape(weight).slice(2));
  const place = { window, groups: wholeNumber(node, "group", 1) };
  const others = [0, ...extents.map((_, i) => i + 2)];
  return [
    needs[0] ? convolutionInputGradient(graph, gradient, weight, place, extents) : null,
    needs[1] ? convolutionWeightGradient(graph, x, gradient, place) : null,
    needs[2] ? graph.reduce("ReduceSum", gradient, others, false) : null,
  ];
};
