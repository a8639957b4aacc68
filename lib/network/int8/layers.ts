import { append } from "../../numeric/arrays";
import type { Constant, Graph, GraphNode } from "../graph/types";
import { FORWARD } from "../onnx/forwardNames";
import { float, floatsOf, integer } from "../passes/attributes";

/** A convolution or product that whole numbers can compute. */
export interface Layer {
  readonly weight: Constant;
  readonly values: Float32Array;
  /** One for each output channel; null: none. */
  readonly bias: Float32Array | null;
  /** The weight's axis of output channels. */
  readonly axis: number;
}

/**
 * The convolutions and products of a graph whose weights and biases are constants, but for the last before the logits,
 * which is worth little time and is not rounded.
 *
 * @example
 * layersOf(inferenceGraph(network, size)).size; // 20 in a ResNet-18
 */
export function layersOf(graph: Graph): ReadonlyMap<GraphNode, Layer> {
  const last = lastLayers(graph);
  const layers = new Map<GraphNode, Layer>();
  for (const node of graph.nodes) {
    const layer = last.has(node) ? null : layerOf(node, graph);
    if (layer !== null) layers.set(node, layer);
  }
  return layers;
}

function layerOf(node: GraphNode, { constants }: Graph): Layer | null {
  const [x, weightName, biasName = ""] = node.inputs;
  const weight = constants.get(weightName);
  const values = floatsOf(weight);
  if (weight === undefined || values === null || constants.has(x)) return null;
  const axis = axisOf(node, weight);
  if (axis === null) return null;
  const bias = constants.get(biasName);
  const fits = bias?.dimensions.length === 1 && bias.dimensions[0] === weight.dimensions[axis];
  if (biasName !== "" && (!fits || floatsOf(bias) === null)) return null;
  return { weight, values, bias: floatsOf(bias), axis };
}

/** Where a layer's output channels lie in its weight; null where it is none of ours. */
function axisOf(node: GraphNode, { dimensions }: Constant): number | null {
  if (node.operator === "Conv") return dimensions.length === 4 ? 0 : null;
  const isPlain =
    node.operator === "Gemm" &&
    dimensions.length === 2 &&
    integer(node, "transA", 0) === 0 &&
    float(node, "alpha", 1) === 1 &&
    float(node, "beta", 1) === 1;
  return isPlain ? 1 - integer(node, "transB", 0) : null;
}

/** What stands between the logits and the layer before them, that layer included. */
function lastLayers(graph: Graph): ReadonlySet<GraphNode> {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  const found = new Set<GraphNode>();
  const waiting: string[] = [FORWARD.logits];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const node = makers.get(value);
    if (node === undefined || found.has(node)) continue;
    found.add(node);
    if (layerOf(node, graph) === null) append(waiting, node.inputs);
  }
  return found;
}
