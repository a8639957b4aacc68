import type { Window } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";
import { unfold } from "./unfold";

/** A convolution's place: its window over the input, and its groups of channels. */
export interface ConvolutionPlace {
  readonly window: Window;
  readonly groups: number;
}

/**
 * dx of y = x * w: each place's dy times the kernel, added where windows overlap. That is a transposed
 * convolution of dy; what a stride leaves over at the map's end is `output_padding`.
 *
 * @param gradient dy, [batch, outChannels, places]
 * @param weight [outChannels, inChannels / groups, kernel]
 * @param extents of x
 * @returns [batch, inChannels, extents]
 */
export function convolutionInputGradient(
  graph: BackwardGraph,
  gradient: string,
  weight: string,
  { window, groups }: ConvolutionPlace,
  extents: readonly number[],
): string {
  const { kernel, strides, dilations, begins, outputs } = window;
  const over = outputs.map((count, i) => {
    const reach = (count - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1;
    return reach - begins[i] - extents[i];
  });
  return graph.node("ConvTranspose", [gradient, weight], {
    kernel_shape: kernel,
    strides,
    dilations,
    group: groups,
    pads: [...begins, ...over.map((extent) => Math.max(0, extent))],
    output_padding: over.map((extent) => Math.max(0, -extent)),
  });
}

/**
 * dw of y = x * w: with U the unfolded input and G the gradient of the output, both with images and
 * places as one axis, dw = G Uᵀ for each group.
 *
 * @param value x, [batch, inChannels, extents]
 * @param gradient dy, [batch, outChannels, places]
 * @returns [outChannels, inChannels / groups, kernel]
 */
export function convolutionWeightGradient(
  graph: BackwardGraph,
  value: string,
  gradient: string,
  { window, groups }: ConvolutionPlace,
): string {
  const [batch, inChannels] = graph.shape(value);
  const [, outChannels] = graph.shape(gradient);
  const { kernel, outputs } = window;
  const cells = kernel.reduce((product, size) => product * size, 1);
  const columns = batch * outputs.reduce((product, count) => product * count, 1);
  const channelsFirst = (name: string) =>
    graph.transpose(name, [1, 0, ...outputs.map((_, i) => i + 2)]);
  const seen = unfold(graph, channelsFirst(value), window, 1);
  const inputs = (inChannels / groups) * cells;
  const U = graph.reshape(seen, [groups, inputs, columns]);
  const G = graph.reshape(channelsFirst(gradient), [groups, outChannels / groups, columns]);
  const product = graph.product(G, graph.turn(U));
  return graph.reshape(product, [outChannels, inChannels / groups, ...kernel]);
}
