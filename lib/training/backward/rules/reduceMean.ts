import { sizeOf } from "../../../network/shapes";
import type { Rule } from "../rule";
import { stretched } from "./reduceSum";

/** y = the mean of n elements of x along axes: dx = dy / n, stretched along them. */
export const reduceMean: Rule = (graph, back) => {
  const { node, gradient } = back;
  const count = sizeOf(graph.shape(node.inputs[0])) / sizeOf(graph.shape(gradient));
  return [stretched(graph, { ...back, gradient: graph.scale(gradient, 1 / count) })];
};
