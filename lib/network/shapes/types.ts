import type { Constant, GraphNode, ValueType } from "../graph/types";

/** A value's element type and its sizes, all of them known. */
export interface ValueShape {
  readonly type: ValueType;
  readonly dimensions: readonly number[];
}

/** A node as its shape rule sees it. */
export interface ShapedNode {
  readonly node: GraphNode;
  /** null where an input is left out. */
  readonly inputs: readonly (ValueShape | null)[];
  /** The inputs' contents, where they hang on nothing that comes at run time and are small. */
  readonly known: readonly (Constant | null)[];
}

/** From a node to the shapes of its outputs; it may name fewer than the node has, if the rest is not used. */
export type ShapeRule = (shaped: ShapedNode) => readonly ValueShape[];

/** From a node whose inputs are all known to its output's contents. */
export type FoldRule = (
  node: GraphNode,
  inputs: readonly (Constant | null)[],
  output: ValueShape,
) => readonly number[];
