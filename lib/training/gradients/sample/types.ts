import type { GraphNode } from "../../../network/graph/types";
import type { BackwardGraph } from "../../backward";

/** Where a constant that was trained goes into a node. */
export interface ParameterUse {
  readonly node: GraphNode;
  /** Which of the node's inputs it is. */
  readonly input: number;
}

/** Such a place, with what comes back to it. */
export interface SampledUse extends ParameterUse {
  /** Gradient of the node's output. */
  readonly gradient: string;
  /** Images. */
  readonly batch: number;
  /** Whether a value's first axis is that of the images. */
  isByImage(value: string): boolean;
}

/**
 * From a place to the squared norm of the parameter's gradient for each image, [batch, 1]; null where
 * the node does not keep images apart along its first axis.
 */
export type SampleRule = (graph: BackwardGraph, use: SampledUse) => string | null;
