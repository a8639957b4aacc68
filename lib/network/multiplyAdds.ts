import type { GraphNode } from "./graph/types";
import type { MapSize } from "./mapSize";
import { networkGraph } from "./networkGraph";
import { ShapedGraph, sizeOf } from "./shapes";
import type { Network } from "./types";

/**
 * Multiplications and additions of one image's pass through a network's convolutions and matrix products, which
 * are nearly all of its work; null where the shapes of its values are not known.
 *
 * @example
 * multiplyAdds(network, { height: 32, width: 32 }); // 37,000,000 for a ResNet-18 with a 7x7 stem
 */
export function multiplyAdds(network: Network, { height, width }: MapSize): number | null {
  const graph = networkGraph(network, { height, width });
  const image = [1, network.inChannels, height, width];
  try {
    const shaped = ShapedGraph.of(graph, new Map(graph.inputs.map(({ name }) => [name, image])));
    return shaped.order.reduce((sum, node) => sum + ofNode(node, shaped), 0);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function ofNode({ operator, inputs, outputs }: GraphNode, shaped: ShapedGraph): number {
  const sizes = (name: string) => shaped.shape(name).dimensions;
  const results = sizeOf(sizes(outputs[0]));
  if (operator === "Conv") return results * sizeOf(sizes(inputs[1]).slice(1));
  if (operator === "Gemm" || operator === "MatMul") {
    const left = sizes(inputs[0]);
    return results * left[left.length - 1];
  }
  return 0;
}
