import type { Rule } from "../rule";

/** y = ln x: dx = dy / x. */
export const log: Rule = (graph, { node, gradient }) => [graph.divide(gradient, node.inputs[0])];
