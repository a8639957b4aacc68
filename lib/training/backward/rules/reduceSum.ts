import { reducedAxes } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";
import type { BackwardNode, Rule } from "../rule";

/** y = Σ x along axes: dx = dy, stretched along them. */
export const reduceSum: Rule = (graph, back) => [stretched(graph, back)];

/** A reduction's gradient at every element that went into it. */
export function stretched(graph: BackwardGraph, { node, gradient }: BackwardNode): string {
  const extents = graph.shape(node.inputs[0]);
  const axes = reducedAxes(graph.shaped.shapedNode(node));
  const kept = extents.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
  return graph.expand(graph.reshape(gradient, kept), extents);
}
