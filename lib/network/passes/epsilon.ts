import type { Graph } from "../graph/types";

/** Operators that normalise with an epsilon. */
const NORMS = new Set(["BatchNormalization", "InstanceNormalization", "GroupNormalization"]);
/** ONNX's default, which is torch's. */
const DEFAULT = 1e-5;

/**
 * The epsilon of a graph's normalisations.
 *
 * @returns that of the first; null where there is none
 * @example
 * epsilonOf(graph); // .00001
 */
export function epsilonOf({ nodes }: Graph): number | null {
  const norm = nodes.find(({ operator }) => NORMS.has(operator));
  if (norm === undefined) return null;
  const { epsilon } = norm.attributes;
  return typeof epsilon === "object" && "float" in epsilon ? epsilon.float : DEFAULT;
}

/**
 * The same graph with another epsilon in every normalisation.
 *
 * @example
 * epsilonOf(withEpsilon(graph, 1e-3)); // .001
 */
export function withEpsilon(graph: Graph, epsilon: number): Graph {
  const nodes = graph.nodes.map((node) =>
    NORMS.has(node.operator)
      ? { ...node, attributes: { ...node.attributes, epsilon: { float: epsilon } } }
      : node,
  );
  return { ...graph, nodes };
}
