import type { GraphNode } from "../../../network/graph/types";
import { transposedWindowOf, wholeNumber } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";
import type { ConvolutionPlace } from "./convolutionGradients";

/**
 * The convolution that a ConvTranspose is the transpose of: from the gradient of its output to that of
 * its input.
 *
 * @param gradient of the node's output
 * @returns the convolution's input: the gradient without what a stride leaves over; and its place
 */
export function convolutionOfTranspose(
  graph: BackwardGraph,
  node: GraphNode,
  gradient: string,
): { seen: string; place: ConvolutionPlace } {
  const [x, weight] = node.inputs;
  const extents = graph.shape(x).slice(2);
  const window = transposedWindowOf(node, extents, graph.shape(weight).slice(2));
  const { kernel, strides, dilations, begins, outputs } = window;
  const missing = extents.map((extent, i) => {
    const reach = (extent - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1;
    return reach - begins[i] - outputs[i];
  });
  const whole = outputs.map((count, i) => ({
    ...{ axis: i + 2, start: 0, step: 1, count: count + Math.min(0, missing[i]) },
  }));
  const ends = missing.map((extent) => Math.max(0, extent));
  return {
    seen: graph.slice(gradient, whole),
    place: {
      window: { ...window, ends, outputs: extents },
      groups: wholeNumber(node, "group", 1),
    },
  };
}
