import type { MapSize, Network } from "..";
import type { Graph } from "../graph/types";
import { networkGraph } from "../networkGraph";
import { foldBatchNorm } from "../passes/foldBatchNorm";
import { smallMaps } from "../passes/smallMaps";
import type { OnnxModel } from "./onnxModel";
import { writeGraph } from "./write";

/**
 * The network's forward pass as an ONNX model for images of one size, batch normalisation folded:
 * "images", float [N, channels, height, width], normalised, to "logits" [N, classes] and "embedding"
 * [N, embeddingSize], the activations that the classifier sees. N is free.
 *
 * @param few for so few images that making products of convolutions takes longer than it saves; the same up to
 *   the last bits
 * @throws RangeError if the images are too small for the network's stem
 * @example
 * const session = await openSession(forwardGraph(network, { height: 32, width: 32 }), 2);
 */
export function forwardGraph(network: Network, size: MapSize, few = false): OnnxModel {
  return writeGraph(few ? foldedGraph(network, size) : inferenceGraph(network, size));
}

/**
 * The network's graph as it is fastest to run: batch normalisation folded, convolutions on small maps as
 * products.
 *
 * @throws RangeError as {@link forwardGraph}
 * @example
 * inferenceGraph(network, { height: 32, width: 32 }).nodes.length; // 51
 */
export function inferenceGraph(network: Network, size: MapSize): Graph {
  return smallMaps(foldedGraph(network, size));
}

function foldedGraph(network: Network, size: MapSize): Graph {
  return foldBatchNorm(networkGraph(network, size));
}
