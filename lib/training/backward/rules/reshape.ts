import type { Rule } from "../rule";

/**
 * The same elements in another shape: dx = dy in x's shape. Reshape, Flatten, Squeeze and Unsqueeze are
 * this; each has its own file, so that all operators are found by name.
 */
export const reshape: Rule = (graph, { node, gradient }) => [
  graph.reshape(gradient, graph.shape(node.inputs[0])),
];
