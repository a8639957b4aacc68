import type { Rule } from "../rule";
import { stretched } from "./reduceSum";

/** y = √Σ x² along axes: dx = dy x / y, dy and y stretched along them. */
export const reduceL2: Rule = (graph, back) => {
  const { node, gradient } = back;
  const share = stretched(graph, { ...back, gradient: graph.divide(gradient, node.outputs[0]) });
  return [graph.multiply(share, node.inputs[0])];
};
