import type { Constant, GraphNode } from "../graph/types";

/** A whole-number attribute, or what stands for it where it is left out. */
export function integer({ attributes }: GraphNode, name: string, otherwise: number): number {
  const value = attributes[name];
  return typeof value === "number" ? value : otherwise;
}

/** A float attribute, or what stands for it where it is left out. */
export function float({ attributes }: GraphNode, name: string, otherwise: number): number {
  const value = attributes[name];
  return typeof value === "object" && "float" in value ? value.float : otherwise;
}

/** A text attribute, or what stands for it where it is left out. */
export function text({ attributes }: GraphNode, name: string, otherwise: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : otherwise;
}

/** A list of whole numbers, or what stands for it where it is left out. */
export function integers(
  { attributes }: GraphNode,
  name: string,
  otherwise: readonly number[],
): readonly number[] {
  const value = attributes[name];
  return Array.isArray(value) ? value : otherwise;
}

/** A constant's values as float32; null where it is none, or one of another type. */
export function floatsOf(constant: Constant | undefined): Float32Array | null {
  return constant?.data instanceof Float32Array ? constant.data : null;
}
