import type { GraphNode } from "../graph/types";

/** A node in messages: `Conv "/features/0/Conv"`. */
export function nodeText({ operator, name }: GraphNode): string {
  return `${operator} "${name}"`;
}

/**
 * Refuses a node.
 *
 * @throws RangeError always: which node, what was found, what was expected
 */
export function refuseNode(node: GraphNode, found: string, expected: string): never {
  throw new RangeError(`${nodeText(node)}: found ${found}, expected ${expected}`);
}
