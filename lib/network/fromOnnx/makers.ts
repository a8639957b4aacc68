import type { Graph, GraphNode } from "../graph/types";

/**
 * The node that makes each value.
 *
 * @example
 * makersOf(graph).get("logits")?.operator; // "Gemm"
 */
export function makersOf({ nodes }: Graph): ReadonlyMap<string, GraphNode> {
  return new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
}

/** A phrase that names a node. */
export function said({ name, operator }: GraphNode): string {
  return `${name} (${operator})`;
}

/** Operators that give on the numbers of their first input, in their order. */
export const PASSED_ON: ReadonlySet<string> = new Set([
  ...["Identity", "Dropout", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Cast"],
]);
