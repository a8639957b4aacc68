import { sizeOf, type Window } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";
import { unfold } from "./unfold";

/** A convolution's place: its window over the input, and its groups of channels. */
export interface ConvolutionPlace {
  readonly window: Window;
  readonly groups: number;
}

/**
 * dx of y = x * w: each place's dy times the kernel, added where windows overlap. By steps of 1 that is a
 * convolution of dy by the mirrored kernel, which is faster; else a transposed convolution of dy, where
 * what a step leaves over at the map's end is `output_padding`.
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
  const spans = kernel.map((size, i) => (size - 1) * dilations[i]);
  const over = outputs.map(
    (count, i) => (count - 1) * strides[i] + spans[i] + 1 - begins[i] - extents[i],
  );
  const [before, after] = [begins, over].map((pads) => pads.map((pad, i) => spans[i] - pad));
  const shared = { kernel_shape: kernel, dilations, group: groups };
  const small = sizeOf(extents) <= sizeOf(kernel) && !graph.shaped.varies(weight);
  if (
    !small &&
    strides.every((stride) => stride === 1) &&
    [...before, ...after].every((pad) => pad >= 0)
  ) {
    const inputs = [gradient, mirrored(graph, weight, groups)];
    return graph.node("Conv", inputs, { ...shared, pads: [...before, ...after] });
  }
  return graph.node("ConvTranspose", [gradient, weight], {
    ...shared,
    strides,
    pads: [...begins, ...over.map((extent) => Math.max(0, extent))],
    output_padding: over.map((extent) => Math.max(0, -extent)),
  });
}

/** A kernel turned about in every axis, its two kinds of channels changed about in each group. */
function mirrored(graph: BackwardGraph, weight: string, groups: number): string {
  const [outChannels, perGroup, ...kernel] = graph.shape(weight);
  const apart = graph.reshape(weight, [groups, outChannels / groups, perGroup, ...kernel]);
  const turned = graph.transpose(apart, [0, 2, 1, ...kernel.map((_, i) => i + 3)]);
  const whole = graph.reshape(turned, [groups * perGroup, outChannels / groups, ...kernel]);
  return graph.slice(
    whole,
    kernel.map((size, i) => ({ axis: i + 2, start: size - 1, step: -1, count: size })),
  );
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
  const columns = batch * sizeOf(outputs);
  const channelsFirst = (name: string) =>
    graph.transpose(name, [1, 0, ...outputs.map((_, i) => i + 2)]);
  const seen = unfold(graph, channelsFirst(value), window, 1);
  const inputs = (inChannels / groups) * sizeOf(kernel);
  const U = graph.reshape(seen, [groups, inputs, columns]);
  const G = graph.reshape(channelsFirst(gradient), [groups, outChannels / groups, columns]);
  const product = graph.product(G, graph.turn(U));
  return graph.reshape(product, [outChannels, inChannels / groups, ...kernel]);
}
