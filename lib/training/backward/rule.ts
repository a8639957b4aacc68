import type { GraphNode } from "../../network/graph/types";
import type { BackwardGraph } from "./backwardGraph";

/** A node of the forward pass as its rule sees it. */
export interface BackwardNode {
  readonly node: GraphNode;
  /** Gradient of the first output, of its shape. */
  readonly gradient: string;
  /** Of every output; null where nothing comes back. Only Split may have more than the first. */
  readonly gradients: readonly (string | null)[];
  /** Of which inputs the gradient is asked for. */
  readonly needs: readonly boolean[];
}

/**
 * An operator's way back: adds to the graph what the gradients of a node's inputs are, and returns
 * their names, each of its input's shape; null where none is asked for.
 */
export type Rule = (graph: BackwardGraph, back: BackwardNode) => readonly (string | null)[];
