import type { Constant, GraphNode } from "../graph/types";

/** What an upgrade may add to the graph beside the nodes that it returns. */
export interface Additions {
  /** A constant with a name of its own, made of the node's and what it is. */
  constant(node: GraphNode, what: string, constant: Constant): string;
}

/** From a node of an older version to one or more of opset 18 that do the same. */
export type Upgrade = (node: GraphNode, additions: Additions) => readonly GraphNode[];
