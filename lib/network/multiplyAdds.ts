import type { GraphNode } from "./graph/types";
import type { MapSize } from "./mapSize";
import { networkGraph } from "./networkGraph";
import { ShapedGraph, sizeOf } from "./shapes";
import type { Network } from "./types";

/** The work of one image's pass through a network's convolutions and matrix products, which are nearly all of it. */
export interface Work {
  /** Multiplications and additions, a pair counted once. */
  readonly multiplyAdds: number;
  /** Numbers that they give. */
  readonly results: number;
}

/**
 * Counts it; null where the shapes of the network's values are not known.
 *
 * @example
 * workOf(network, { height: 32, width: 32 }); // { multiplyAdds: 37,000,000, ... } for a ResNet-18 with a 7x7 stem
 */
export function workOf(network: Network, { height, width }: MapSize): Work | null {
  const graph = networkGraph(network, { height, width });
  const image = [1, network.inChannels, height, width];
  try {
    const shaped = ShapedGraph.of(graph, new Map(graph.inputs.map(({ name }) => [name, image])));
    const works = shaped.order.map((node) => ofNode(node, shaped));
    const sum = (part: keyof Work) => works.reduce((all, work) => all + work[part], 0);
    return { multiplyAdds: sum("multiplyAdds"), results: sum("results") };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Its multiply-adds alone.
 *
 * @example
 * multiplyAdds(network, { height: 32, width: 32 }); // 37,000,000 for a ResNet-18 with a 7x7 stem
 */
export function multiplyAdds(network: Network, size: MapSize): number | null {
  return workOf(network, size)?.multiplyAdds ?? null;
}

function ofNode({ operator, inputs, outputs }: GraphNode, shaped: ShapedGraph): Work {
  const sizes = (name: string) => shaped.shape(name).dimensions;
  const results = sizeOf(sizes(outputs[0]));
  if (operator === "Conv") {
    return { multiplyAdds: results * sizeOf(sizes(inputs[1]).slice(1)), results };
  }
  if (operator === "Gemm" || operator === "MatMul") {
    const left = sizes(inputs[0]);
    return { multiplyAdds: results * left[left.length - 1], results };
  }
  return { multiplyAdds: 0, results: 0 };
}
