import type { Graph, GraphNode } from "../graph/types";

/**
 * The same graph without nodes and constants that none of its outputs comes from.
 *
 * @example
 * pruned({ ...graph, outputs: [logits] }).nodes.length;
 */
export function pruned(graph: Graph): Graph {
  const wanted = new Set(graph.outputs.map(({ name }) => name));
  const kept: GraphNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => wanted.has(output))) continue;
    kept.push(node);
    for (const input of node.inputs) wanted.add(input);
  }
  const constants = new Map([...graph.constants].filter(([name]) => wanted.has(name)));
  return { ...graph, nodes: kept.reverse(), constants };
}
