import type { Constant, Graph, GraphNode } from "../graph/types";
import { type ShapedGraph, sizeOf, type Window, windowOf } from "../shapes";
import { floatsOf } from "./attributes";
import { usesOf } from "./uses";

/** The part of a kernel's axis that sees the map from anywhere. */
interface Part {
  readonly first: number;
  readonly count: number;
  readonly begin: number;
  readonly end: number;
}

/**
 * The same graph with kernels cut down to the cells that see the map: of 3 x 3 cells over a map of one
 * position, padded by one, the other eight see padding alone. Cut constants keep their names.
 *
 * @param graph the weights' constants are used once
 * @param shaped the same graph's shapes
 * @example
 * withoutIdleCells(graph, ShapedGraph.of(graph, new Map([["images", [1, 3, 32, 32]]])));
 */
export function withoutIdleCells(graph: Graph, shaped: ShapedGraph): Graph {
  const uses = usesOf(graph);
  const constants = new Map(graph.constants);
  const nodes = graph.nodes.map((node) => {
    const [x, weightName] = node.inputs;
    const weight = graph.constants.get(weightName);
    if (node.operator !== "Conv" || !weight || uses(weightName) !== 1) return node;
    const values = floatsOf(weight);
    const extents = shaped.shape(x).dimensions.slice(2);
    const window = windowOf(node, extents, weight.dimensions.slice(2));
    const parts = extents.map((extent, axis) => partOf(window, axis, extent));
    if (values === null || parts.every(({ count }, i) => count === window.kernel[i])) return node;
    constants.set(weightName, cut(weight, values, parts));
    return cutNode(node, parts);
  });
  return { ...graph, nodes, constants };
}

function partOf(window: Window, axis: number, extent: number): Part {
  const [size, stride, dilation, outputs] = [
    ...[window.kernel, window.strides, window.dilations, window.outputs],
  ].map((list) => list[axis]);
  const [begin, end] = [window.begins[axis], window.ends[axis]];
  const sees = (cell: number) =>
    Array.from({ length: outputs }, (_, output) => output * stride - begin + cell * dilation).some(
      (place) => place >= 0 && place < extent,
    );
  const cells = Array.from({ length: size }, (_, cell) => cell).filter(sees);
  const [lowest, highest] = [cells[0] ?? 0, cells[cells.length - 1] ?? size - 1];
  // Not more than the padding: what is left of it may not be negative.
  const first = Math.min(lowest, Math.floor(begin / dilation));
  const behind = Math.min(size - 1 - highest, Math.floor(end / dilation));
  return {
    first,
    count: size - first - behind,
    begin: begin - first * dilation,
    end: end - behind * dilation,
  };
}

function cut(weight: Constant, values: Float32Array, parts: readonly Part[]): Constant {
  const [outer, inner, ...kernel] = weight.dimensions;
  const size = sizeOf(kernel);
  const cells = parts.reduce<number[]>(
    (places, { first, count }, axis) =>
      places.flatMap((place) =>
        Array.from({ length: count }, (_, i) => place * kernel[axis] + first + i),
      ),
    [0],
  );
  const data = new Float32Array(outer * inner * cells.length);
  for (let i = 0; i < outer * inner; i++) {
    cells.forEach((cell, k) => {
      data[i * cells.length + k] = values[i * size + cell];
    });
  }
  const dimensions = [outer, inner, ...parts.map(({ count }) => count)];
  return { type: "float", dimensions, data };
}

function cutNode(node: GraphNode, parts: readonly Part[]): GraphNode {
  const { auto_pad, ...attributes } = node.attributes;
  const pads = [...parts.map(({ begin }) => begin), ...parts.map(({ end }) => end)];
  return {
    ...node,
    attributes: { ...attributes, pads, kernel_shape: parts.map(({ count }) => count) },
  };
}
