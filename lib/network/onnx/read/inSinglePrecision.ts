import type { Graph, GraphNode } from "../../graph/types";

/** TensorProto.DataType of float, float16 and bfloat16. */
const FLOAT = 1;
const HALVES: ReadonlySet<unknown> = new Set([10, 16]);

/** Attributes that say an element type. */
const TYPED: Readonly<Record<string, string>> = {
  Cast: "to",
  EyeLike: "dtype",
  RandomNormal: "dtype",
  RandomUniform: "dtype",
  RandomNormalLike: "dtype",
  RandomUniformLike: "dtype",
};

/**
 * The same graph where nodes that turn values into half precision turn them into single: constants were
 * read so, and types have to agree.
 *
 * @returns the graph itself where there are none
 */
export function inSinglePrecision(graph: Graph): Graph {
  const nodes = graph.nodes.map(widened);
  return nodes.every((node, i) => node === graph.nodes[i]) ? graph : { ...graph, nodes };
}

function widened(node: GraphNode): GraphNode {
  const attribute = Object.hasOwn(TYPED, node.operator) ? TYPED[node.operator] : null;
  if (attribute === null || !HALVES.has(node.attributes[attribute])) return node;
  return { ...node, attributes: { ...node.attributes, [attribute]: FLOAT } };
}
