import type { Rule } from "../rule";

/** y = -x: dx = -dy. */
export const neg: Rule = (graph, { gradient }) => [graph.node("Neg", [gradient])];
