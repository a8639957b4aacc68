import type { Rule } from "../rule";

/** y = e^x: dx = dy y. */
export const exp: Rule = (graph, { node, gradient }) => [graph.multiply(gradient, node.outputs[0])];
