import type { GraphNode } from "../../network/graph/types";
import { numbersOf, type ShapedGraph } from "../../network/shapes";
import type { ParameterUse } from "./sample";

/** A constant that was trained, as far as a graph shows that. */
export interface Parameter {
  /** "layer1.0.conv1.weight". */
  readonly name: string;
  /** Its name in the graph. */
  readonly value: string;
  readonly uses: readonly ParameterUse[];
}

type Kind = "weight" | "bias";

/** Operators whose third input is a bias (or shift) and whose second is a weight (or scale). */
const LAYERS = new Set([
  ...["BatchNormalization", "Conv", "ConvTranspose", "Gemm", "GroupNormalization"],
  ...["InstanceNormalization", "LayerNormalization"],
]);

/** How trained constants of sums and products are called. */
const TRAINED = /(?:^|[._])(?:weight|bias|gamma|beta|layer_scale)$/;
/** How torch's exporter calls those that it laid out anew, as a group normalisation's scale. */
const NUMBERED = /^onnx::(?:Add|Mul)_\d+$/;

/**
 * The trained constants of a network that meet what hangs on its images, but for those of its last layer,
 * the classifier, whose gradient is known without a pass: weights and biases of convolutions and products
 * of matrices, scales and shifts of normalisations. Where the exporter gave a constant a number for a name,
 * it is called by its node, or by the bias that is added after it.
 *
 * @param output the logits
 * @example
 * parametersOf(shaped, "logits").map(({ name }) => name); // ["conv1.bias", "conv1.weight", ...]
 */
export function parametersOf(graph: ShapedGraph, output: string): Parameter[] {
  return gathered(graph, lastLayer(graph, output));
}

/**
 * As {@link parametersOf}, with the classifier's.
 *
 * @example
 * allParametersOf(shaped).at(-1)?.name; // "fc.weight"
 */
export function allParametersOf(graph: ShapedGraph): Parameter[] {
  return gathered(graph, new Set());
}

function gathered(graph: ShapedGraph, left: ReadonlySet<GraphNode>): Parameter[] {
  const found = new Map<string, { name: string; uses: ParameterUse[] }>();
  for (const node of graph.order) {
    if (left.has(node)) continue;
    for (const { input, kind } of placesOf(graph, node)) {
      const value = node.inputs[input];
      const entry = found.get(value) ?? { name: nameOf(graph, node, value, kind), uses: [] };
      entry.uses.push({ node, input });
      found.set(value, entry);
    }
  }
  return withOwnNames([...found].map(([value, entry]) => ({ value, ...entry })));
}

/** The nodes that the logits come out of: a Gemm, or a MatMul and the bias added to it. */
function lastLayer(graph: ShapedGraph, output: string): Set<GraphNode> {
  const layer = new Set<GraphNode>();
  let node = makerOf(graph, output);
  while (node && !layer.has(node)) {
    if (!["Add", "Gemm", "Identity", "MatMul"].includes(node.operator)) return layer;
    layer.add(node);
    if (node.operator === "Gemm" || node.operator === "MatMul") return layer;
    const from = node.inputs.filter((input) => graph.varies(input));
    if (from.length !== 1) return new Set();
    node = makerOf(graph, from[0]);
  }
  return layer;
}

function placesOf(graph: ShapedGraph, node: GraphNode): { input: number; kind: Kind }[] {
  const { operator, inputs } = node;
  const isTrained = (input: number) => {
    const value = inputs[input];
    return Boolean(value) && !graph.varies(value) && graph.shape(value).type === "float";
  };
  const isFed = inputs.some((input) => input !== "" && graph.varies(input));
  if (!isFed || isPlainInstance(graph, node)) return [];
  if (LAYERS.has(operator)) {
    const places = [
      { input: 2, kind: "bias" },
      { input: 1, kind: "weight" },
    ] as const;
    return places.filter(({ input }) => isTrained(input));
  }
  const input = [0, 1].find(isTrained);
  if (input === undefined) return [];
  if (operator === "MatMul") return [{ input, kind: "weight" }];
  const isNamed = TRAINED.test(inputs[input]) || NUMBERED.test(inputs[input]);
  const ofProduct = makerOf(graph, inputs[1 - input])?.operator === "MatMul";
  if (operator === "Add" && (ofProduct || isNamed)) return [{ input, kind: "bias" }];
  return operator === "Mul" && isNamed ? [{ input, kind: "weight" }] : [];
}

/** What torch's exporter begins a group normalisation with: by instance, a scale of 1, a shift of 0. */
function isPlainInstance(graph: ShapedGraph, { operator, inputs }: GraphNode): boolean {
  if (operator !== "InstanceNormalization") return false;
  const holds = (input: string, value: number) => {
    const constant = graph.known(input);
    return constant !== null && numbersOf(constant).every((number) => number === value);
  };
  return holds(inputs[1], 1) && holds(inputs[2], 0);
}

/** The constant's own name, if it has one; else the layer's with what it is. */
function nameOf(graph: ShapedGraph, node: GraphNode, value: string, kind: Kind): string {
  if (TRAINED.test(value)) return value;
  const sum = graph.order.find(
    ({ operator, inputs }) => operator === "Add" && inputs.includes(node.outputs[0]),
  );
  const added = sum?.inputs.find((input) => !graph.varies(input) && input.endsWith("bias"));
  if (added) return `${added.slice(0, -"bias".length)}${kind}`;
  return `${layerOf(node)}.${kind}`;
}

/**
 * A layer's name in torch, from that of a node in its exporter's spelling, where a part begins with the
 * one before it if that is a list: "/blocks/blocks.1/conv1/Conv" is "blocks.1.conv1".
 */
function layerOf({ name, outputs }: GraphNode): string {
  const parts = name.split("/").filter((part) => part !== "");
  const path = parts.slice(0, -1).filter((part, i) => !parts[i + 1].startsWith(`${part}.`));
  return path.join(".") || name || outputs[0];
}

function makerOf(graph: ShapedGraph, value: string): GraphNode | undefined {
  return graph.order.find(({ outputs }) => outputs.includes(value));
}

/** Names that are taken already get a number. */
function withOwnNames(parameters: readonly Parameter[]): Parameter[] {
  const taken = new Map<string, number>();
  return parameters.map((parameter) => {
    const times = taken.get(parameter.name) ?? 0;
    taken.set(parameter.name, times + 1);
    return times === 0 ? parameter : { ...parameter, name: `${parameter.name}.${times + 1}` };
  });
}
