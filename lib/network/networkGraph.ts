import type { Graph } from "./graph/types";
import type { MapSize } from "./mapSize";
import { isResidual } from "./residual";
import { residualGraph } from "./residualGraph";
import type { Network } from "./types";

/**
 * A network's graph for images of one size, as it was trained: "images", float [N, channels, height,
 * width], normalised, to "logits" [N, classes] and "embedding" [N, embeddingSize].
 *
 * @throws RangeError if it does not take images of this size
 * @example
 * networkGraph(network, { height: 32, width: 32 }).nodes.length;
 */
export function networkGraph(network: Network, size: MapSize): Graph {
  return isResidual(network) ? residualGraph(network, size) : network.write(size);
}
