import type { Graph, GraphNode } from "../graph/types";
import { integer } from "../passes/attributes";
import { said } from "./makers";

/**
 * The same graph as it is for inference: Dropout gives on its input and batch normalisation takes its
 * running statistics, whatever mode they were exported in.
 *
 * @returns the graph, and a phrase for each kind of node that was changed
 * @example
 * forInference(graph).notes; // ["Dropout in training mode is left out: drop (Dropout)"]
 */
export function forInference(graph: Graph): { graph: Graph; notes: string[] } {
  const dropped: GraphNode[] = [];
  const trained: GraphNode[] = [];
  const nodes = graph.nodes.map((node): GraphNode => {
    if (node.operator === "Dropout" && isOn(node.inputs[2], graph)) {
      dropped.push(node);
      const [input] = node.inputs;
      const [output] = node.outputs;
      return { ...node, operator: "Identity", inputs: [input], outputs: [output], attributes: {} };
    }
    const isTraining = integer(node, "training_mode", 0) === 1 || node.outputs.length > 1;
    if (node.operator === "BatchNormalization" && isTraining) {
      trained.push(node);
      const attributes = Object.entries(node.attributes).filter(([key]) => key !== "training_mode");
      const outputs = node.outputs.slice(0, 1);
      return { ...node, outputs, attributes: Object.fromEntries(attributes) };
    }
    return node;
  });
  const notes: string[] = [];
  if (dropped.length > 0) notes.push(`Dropout in training mode is left out: ${listed(dropped)}`);
  if (trained.length > 0) {
    notes.push(
      `BatchNormalization in training mode takes its running statistics: ${listed(trained)}`,
    );
  }
  return { graph: { ...graph, nodes }, notes };
}

/** Whether an input is a constant that says yes. */
function isOn(name: string | undefined, { constants }: Graph): boolean {
  return name !== undefined && constants.get(name)?.data[0] === 1;
}

function listed(nodes: readonly GraphNode[]): string {
  const more = nodes.length > 3 ? ` and ${nodes.length - 3} more` : "";
  return nodes.slice(0, 3).map(said).join(", ") + more;
}
