import type { Graph } from "../graph/types";
import { integer } from "./attributes";

/** Of each group normalisation of a graph its groups and channels. */
export function groupsOf({ nodes, constants }: Graph): { groups: number; channels: number }[] {
  return nodes
    .filter(({ operator }) => operator === "GroupNormalization")
    .map((node) => {
      const channels = constants.get(node.inputs[1])?.data.length ?? 0;
      return { groups: integer(node, "num_groups", 1), channels };
    });
}

/**
 * The same graph with another number of groups in every group normalisation.
 *
 * @param groups divides the channels of each
 * @example
 * withGroups(graph, 8);
 */
export function withGroups(graph: Graph, groups: number): Graph {
  const nodes = graph.nodes.map((node) =>
    node.operator === "GroupNormalization"
      ? { ...node, attributes: { ...node.attributes, num_groups: groups } }
      : node,
  );
  return { ...graph, nodes };
}
