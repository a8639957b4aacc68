import type { Rule } from "../rule";
import { convolutionOfTranspose, convolutionWeightGradient } from "../windows";

/**
 * The transpose of a convolution that takes y's extents to x's: dx is that convolution of dy, dw that
 * convolution's with dy as its input and x as the gradient of its output, db = Σ dy over images and
 * places.
 */
export const convTranspose: Rule = (graph, { node, gradient, needs }) => {
  const [x, weight] = node.inputs;
  const { seen, place } = convolutionOfTranspose(graph, node, gradient);
  const { kernel, strides, dilations, begins, ends } = place.window;
  const ofX = () =>
    graph.node("Conv", [seen, weight], {
      kernel_shape: kernel,
      strides,
      dilations,
      group: place.groups,
      pads: [...begins, ...ends],
    });
  const others = [0, ...kernel.map((_, i) => i + 2)];
  return [
    needs[0] ? ofX() : null,
    needs[1] ? convolutionWeightGradient(graph, seen, x, place) : null,
    needs[2] ? graph.reduce("ReduceSum", gradient, others, false) : null,
  ];
};
