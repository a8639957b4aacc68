import type { Graph, GraphNode } from "../graph/types";
import type { MapSize } from "../mapSize";
import { integer, integers, text } from "./attributes";

/** Channels, height and width of a value [N, channels, height, width]. */
export interface MapShape extends MapSize {
  readonly channels: number;
}

/** Operators whose output is as large as their first input. */
const SAME = new Set(["Relu", "LeakyRelu", "Clip", "Sigmoid", "BatchNormalization", "Identity"]);
const SUMS = new Set(["Add", "Sub", "Mul"]);
const POOLS = new Set(["MaxPool", "AveragePool"]);

/**
 * The sizes of those values of a graph that are maps of activations and come from its images by
 * convolutions, pools and what works value by value; others are not in it.
 *
 * @throws RangeError naming the node whose windows do not fit its map
 * @example
 * mapSizes(graph).get("Conv_0"); // { channels: 64, height: 32, width: 32 }
 */
export function mapSizes(graph: Graph): ReadonlyMap<string, MapShape> {
  const sizes = new Map<string, MapShape>();
  for (const { name, dimensions } of graph.inputs) {
    const [, channels, height, width] = dimensions;
    if (dimensions.length !== 4) continue;
    if (typeof channels !== "number" || typeof height !== "number") continue;
    if (typeof width === "number") sizes.set(name, { channels, height, width });
  }
  for (const node of graph.nodes) {
    const size = sizeOf(node, sizes, graph);
    if (size !== undefined) sizes.set(node.outputs[0], size);
  }
  return sizes;
}

function sizeOf(
  node: GraphNode,
  sizes: ReadonlyMap<string, MapShape>,
  { constants }: Graph,
): MapShape | undefined {
  const [first, second] = node.inputs.map((name) => sizes.get(name));
  if (first === undefined) return undefined;
  if (SAME.has(node.operator)) return first;
  if (SUMS.has(node.operator)) return second && isSame(first, second) ? first : undefined;
  if (POOLS.has(node.operator)) return windowed(node, first, integers(node, "kernel_shape", []));
  const weight = node.operator === "Conv" ? constants.get(node.inputs[1])?.dimensions : undefined;
  if (weight?.length !== 4) return undefined;
  const size = windowed(node, first, weight.slice(2));
  return size && { ...size, channels: weight[0] };
}

/** Whether two maps are of one shape. */
export function isSame(one: MapShape, other: MapShape): boolean {
  const { channels, height, width } = one;
  return channels === other.channels && height === other.height && width === other.width;
}

function windowed(node: GraphNode, map: MapShape, kernel: readonly number[]): MapShape | undefined {
  const plain =
    text(node, "auto_pad", "NOTSET") === "NOTSET" && integer(node, "ceil_mode", 0) === 0;
  if (!plain || kernel.length !== 2) return undefined;
  const strides = integers(node, "strides", [1, 1]);
  const pads = integers(node, "pads", [0, 0, 0, 0]);
  const dilations = integers(node, "dilations", [1, 1]);
  const [height, width] = [map.height, map.width].map((side, i) => {
    const reach = dilations[i] * (kernel[i] - 1) + 1;
    return Math.floor((side + pads[i] + pads[i + 2] - reach) / strides[i]) + 1;
  });
  if (height < 1 || width < 1) {
    throw new RangeError(
      `node ${node.name} (${node.operator}): found a map of ${map.height} x ${map.width}, expected a larger one for a window of ${kernel.join(" x ")}`,
    );
  }
  return { ...map, height, width };
}
