import type { Graph, GraphNode, GraphValue } from "../graph/types";
import { FORWARD } from "../onnx/forwardNames";

/**
 * The same graph with its input and outputs under the names that engines ask for.
 *
 * @param values the graph's own names of images, logits and embedding
 * @example
 * underOurNames(graph, { images: "input.1", logits: "191", embedding: "190" }).outputs.length; // 2
 */
export function underOurNames(
  graph: Graph,
  values: { readonly images: string; readonly logits: string; readonly embedding: string },
): Graph {
  const ours = new Set(Object.values(FORWARD));
  const taken = new Set([
    ...graph.constants.keys(),
    ...graph.inputs.map(({ name }) => name),
    ...graph.nodes.flatMap(({ outputs }) => outputs),
  ]);
  const renamed = new Map([[values.images, FORWARD.images]]);
  for (const name of ours) {
    if (!taken.has(name) || name === values.images) continue;
    let other = `${name}_`;
    while (taken.has(other)) other += "_";
    renamed.set(name, other);
  }
  const as = (name: string) => renamed.get(name) ?? name;
  const nodes = graph.nodes.map((node) => {
    return { ...node, inputs: node.inputs.map(as), outputs: node.outputs.map(as) };
  });
  const given = (name: string, from: string): GraphNode => {
    return { operator: "Identity", name, inputs: [as(from)], outputs: [name], attributes: {} };
  };
  const output = (name: string): GraphValue => {
    return { name, type: "float", dimensions: ["N", `${name}_size`] };
  };
  return {
    ...graph,
    inputs: graph.inputs.map((input) => ({ ...input, name: as(input.name) })),
    nodes: [
      ...nodes,
      given(FORWARD.logits, values.logits),
      given(FORWARD.embedding, values.embedding),
    ],
    outputs: [output(FORWARD.logits), output(FORWARD.embedding)],
    constants: new Map([...graph.constants].map(([name, constant]) => [as(name), constant])),
  };
}
