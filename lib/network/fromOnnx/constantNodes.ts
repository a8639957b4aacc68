import type { Constant, Graph, GraphNode } from "../graph/types";

/**
 * The same graph with what its Constant nodes make, and what Identity makes of constants, among its
 * constants.
 *
 * @example
 * constantNodes(graph).nodes.some(({ operator }) => operator === "Constant"); // false
 */
export function constantNodes(graph: Graph): Graph {
  const constants = new Map(graph.constants);
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const nodes = graph.nodes.filter((node) => {
    const constant = constantOf(node, constants);
    if (constant === undefined || outputs.has(node.outputs[0])) return true;
    constants.set(node.outputs[0], constant);
    return false;
  });
  return { ...graph, nodes, constants };
}

function constantOf(
  { operator, inputs, attributes }: GraphNode,
  constants: ReadonlyMap<string, Constant>,
): Constant | undefined {
  if (operator === "Identity") return constants.get(inputs[0]);
  if (operator !== "Constant") return undefined;
  const { value, value_float, value_floats, value_int, value_ints } = attributes;
  if (typeof value === "object" && "tensor" in value) return value.tensor;
  if (typeof value_float === "object" && "float" in value_float) {
    return floats([value_float.float], []);
  }
  if (typeof value_floats === "object" && "floats" in value_floats) {
    return floats(value_floats.floats, [value_floats.floats.length]);
  }
  if (typeof value_int === "number") return integers([value_int], []);
  return Array.isArray(value_ints) ? integers(value_ints, [value_ints.length]) : undefined;
}

function floats(values: readonly number[], dimensions: readonly number[]): Constant {
  return { type: "float", dimensions, data: Float32Array.from(values) };
}

function integers(values: readonly number[], dimensions: readonly number[]): Constant {
  return { type: "int64", dimensions, data: BigInt64Array.from(values, BigInt) };
}
