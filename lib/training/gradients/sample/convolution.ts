import { sizeOf, wholeNumber, windowOf } from "../../../network/shapes";
import {
  type BackwardGraph,
  type ConvolutionPlace,
  convolutionOfTranspose,
  unfold,
  unfoldRows,
} from "../../backward";
import { fewChannelsNorms } from "./fewChannels";
import { pixelCost, pixelNorms } from "./pixelProducts";
import { productCost, productNorms } from "./productNorms";
import { squaresOf } from "./squares";
import type { SampleRule } from "./types";

/** Below so many channels windows laid side by side are copied in pieces that are too short. */
const FEW_CHANNELS = 16;

/** Conv: of the weight ||G Uᵀ||² with U the unfolded input, of the bias ||Σ_t G_t||². */
export const conv: SampleRule = (graph, { node, input, gradient, isByImage }) => {
  const [x, weight] = node.inputs;
  if (!isByImage(x)) return null;
  if (input === 2) return biasNorms(graph, gradient);
  const window = windowOf(node, graph.shape(x).slice(2), graph.shape(weight).slice(2));
  const place = { window, groups: wholeNumber(node, "group", 1) };
  return weightNorms(graph, x, gradient, place);
};

/** ConvTranspose: as the convolution that it is the transpose of, input and gradient changed about. */
export const convTranspose: SampleRule = (graph, { node, input, gradient, isByImage }) => {
  if (!isByImage(node.inputs[0])) return null;
  if (input === 2) return biasNorms(graph, gradient);
  const { seen, place } = convolutionOfTranspose(graph, node, gradient);
  return weightNorms(graph, seen, node.inputs[0], place);
};

function weightNorms(
  graph: BackwardGraph,
  value: string,
  gradient: string,
  { window, groups }: ConvolutionPlace,
): string {
  const [batch, inChannels, ...extents] = graph.shape(value);
  const [, outChannels] = graph.shape(gradient);
  const places = sizeOf(window.outputs);
  const cells = sizeOf(window.kernel);
  if (groups === 1 && cells > 1) {
    const map = { window, extents, inChannels, outChannels };
    const cost = productCost(places, inChannels * cells, outChannels);
    if (extents.length === 2 && pixelCost(map) < cost) {
      return pixelNorms(graph, value, gradient, map);
    }
    if (inChannels < FEW_CHANNELS) return fewChannelsNorms(graph, value, gradient, window);
    const G = graph.reshape(gradient, [batch, outChannels, places]);
    return productNorms(graph, graph.turn(unfoldRows(graph, value, window)), G);
  }
  const U = graph.reshape(unfold(graph, value, window, 2), [
    ...[batch, groups, (inChannels / groups) * cells, places],
  ]);
  const G = graph.reshape(gradient, [batch, groups, outChannels / groups, places]);
  return productNorms(graph, U, G);
}

function biasNorms(graph: BackwardGraph, gradient: string): string {
  const [batch, channels, ...extents] = graph.shape(gradient);
  const maps = graph.reshape(gradient, [batch, channels, sizeOf(extents)]);
  return squaresOf(graph, graph.sum(maps, [2]));
}
