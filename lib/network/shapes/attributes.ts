import type { GraphNode, NodeAttribute } from "../graph/types";
import { refuseNode } from "./refuse";

function read<T>(
  node: GraphNode,
  name: string,
  kind: string,
  otherwise: T | undefined,
  as: (value: NodeAttribute) => T | undefined,
): T {
  const attribute = node.attributes[name];
  if (attribute === undefined && otherwise !== undefined) return otherwise;
  const value = attribute === undefined ? undefined : as(attribute);
  if (value !== undefined) return value;
  const found = attribute === undefined ? "none" : JSON.stringify(attribute).slice(0, 40);
  return refuseNode(node, `attribute ${name}: ${found}`, kind);
}

/**
 * A whole number among a node's attributes.
 *
 * @throws RangeError naming node and attribute if it is of another kind, or missing without a default
 */
export function wholeNumber(node: GraphNode, name: string, otherwise?: number): number {
  return read(node, name, "a whole number", otherwise, (value) =>
    typeof value === "number" ? value : undefined,
  );
}

/** A list of whole numbers; throws as {@link wholeNumber}. */
export function wholeNumbers(
  node: GraphNode,
  name: string,
  otherwise?: readonly number[],
): readonly number[] {
  return read(node, name, "whole numbers", otherwise, (value) =>
    Array.isArray(value) ? (value as readonly number[]) : undefined,
  );
}

/** A float; throws as {@link wholeNumber}. */
export function real(node: GraphNode, name: string, otherwise?: number): number {
  return read(node, name, "a float", otherwise, (value) =>
    typeof value === "object" && "float" in value ? value.float : undefined,
  );
}

/** A text; throws as {@link wholeNumber}. */
export function text(node: GraphNode, name: string, otherwise?: string): string {
  return read(node, name, "a text", otherwise, (value) =>
    typeof value === "string" ? value : undefined,
  );
}
