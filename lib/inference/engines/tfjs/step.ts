import type * as Tfjs from "@tensorflow/tfjs-core";
import type { Constant, GraphNode } from "../../../network/graph/types";
import { integers } from "../../../network/passes/attributes";
import type { Tf, Value } from "./value";

/** A node that is run, and what it is run with. */
export interface Step {
  readonly tf: Tf;
  readonly node: GraphNode;
  /** Of each input; undefined for one that is left out. */
  readonly inputs: readonly (Value | undefined)[];
  /** A constant input's own values, for those that say a shape. */
  constant(i: number): Constant | undefined;
  /** What the node makes of its constants alone: made once and kept. */
  once<T extends Tfjs.Tensor>(make: () => T): T;
  /** Refuses what of the operator is not run. */
  refuse(what: string): never;
}

/** An input that the operator cannot be without. */
export function given(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError("an input that is missing");
  return value;
}

/** Whole-number attributes that are the same for height and width, one for each. */
export function pair(node: GraphNode, name: string, otherwise: number): [number, number] {
  const [height = otherwise, width = otherwise] = integers(node, name, []);
  return [height, width];
}
