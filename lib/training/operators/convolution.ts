import { fold, gatherRows, type RowGraph, unfold, type Windows } from "../graph";

/** A convolution's place: its windows, and how many channels go in and out. */
export interface ConvolutionPlace {
  readonly windows: Windows;
  readonly inChannels: number;
  readonly outChannels: number;
}

/**
 * y = U w, with U the unfolded input [batch x outputs, taps x inChannels] and w the weight
 * [taps x inChannels, outChannels] of the taps that see the map.
 *
 * @returns [batch x outputs, outChannels], and U for the weight's gradient
 * @example
 * const { output, unfolded } = convolution(graph, x, weight, place);
 */
export function convolution(
  graph: RowGraph,
  value: string,
  weight: string,
  { windows, inChannels }: ConvolutionPlace,
): { output: string; unfolded: string } {
  const unfolded = unfold(graph, value, windows, inChannels);
  return { output: graph.product(unfolded, weight), unfolded };
}

/**
 * dw = Uᵀ dy, added to another array in the same product.
 *
 * @param gradient dy, [batch x outputs, outChannels]
 * @param plus of the weight's shape
 * @example
 * const velocity = convolutionWeightGradient(graph, unfolded, gradient, decayed);
 */
export function convolutionWeightGradient(
  graph: RowGraph,
  unfolded: string,
  gradient: string,
  plus: string,
): string {
  return graph.node("Gemm", [unfolded, gradient, plus], { transA: 1 });
}

/**
 * dx = fold(dy wᵀ): every window's gradient summed where windows overlap. With stride 1 this is a
 * convolution of dy by the mirrored kernel, dx_p = Σ_tap dy_{p - tap} w_tapᵀ, one product and no sum.
 *
 * @param gradient dy, [batch x outputs, outChannels]
 * @param weight as in {@link convolution}
 * @returns [batch x inputs, inChannels]
 * @example
 * const gradientOfInput = convolutionInputGradient(graph, gradient, weight, place);
 */
export function convolutionInputGradient(
  graph: RowGraph,
  gradient: string,
  weight: string,
  place: ConvolutionPlace,
): string {
  const { windows, inChannels, outChannels } = place;
  const { taps, mirrored, input, output } = windows;
  const { batch } = graph;
  if (mirrored !== null && taps.length > 1) {
    const rows = output.height * output.width;
    const maps = graph.reshape(gradient, [batch, rows, outChannels]);
    const seen = gatherRows(graph, maps, { rows, channels: outChannels, table: mirrored });
    const inputs = batch * input.height * input.width;
    const flat = graph.reshape(seen, [inputs, taps.length * outChannels]);
    const perTap = graph.reshape(weight, [taps.length, inChannels, outChannels]);
    const turned = graph.transpose(perTap, [0, 2, 1]);
    return graph.product(flat, graph.reshape(turned, [taps.length * outChannels, inChannels]));
  }
  const unfolded = graph.node("Gemm", [gradient, weight], { transB: 1 });
  const places = graph.reshape(unfolded, [batch, windows.gather.length, inChannels]);
  return fold(graph, places, windows, inChannels);
}
