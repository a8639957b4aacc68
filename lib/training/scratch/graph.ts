import { InputError } from "../../files";
import type { NamedArray } from "../../files/outputs";
import type { GraphNetwork, MapSize } from "../../network";
import { FORWARD } from "../../network/onnx";
import { ShapedGraph, sizeOf, wholeNumber } from "../../network/shapes";
import { upgraded } from "../../network/upgrade";
import { allParametersOf } from "../gradients/parameters";
import type { ParameterUse } from "../gradients/sample";
import { trainedGraph } from "../trainer";
import type { Draws } from "./draws";

/** Normalisations by their running statistics and by what they see. */
const NORMS = [
  "BatchNormalization",
  "GroupNormalization",
  "InstanceNormalization",
  "LayerNormalization",
];

/**
 * A network of which only the graph is known, begun anew: convolutions normal with variance
 * 2 / (outputs x taps), products of matrices even between ±1 / √inputs, biases 0, normalisation that
 * changes nothing.
 *
 * @throws InputError naming numbers whose beginning the graph does not tell (an embedding of positions)
 */
export function newGraph(network: GraphNetwork, size: MapSize, draws: Draws): GraphNetwork {
  const images = [network.batch ?? 1, network.inChannels, size.height, size.width];
  const given = new Map([[FORWARD.images, images]]);
  const graph = ShapedGraph.of(upgraded(network.write(size)), given).finish([FORWARD.logits]);
  const shaped = ShapedGraph.of(graph, new Map());
  const state = new Map<string, NamedArray>();
  const set = (name: string, data: (count: number) => Float32Array) => {
    const shape = shaped.shape(name).dimensions;
    state.set(name, { shape, data: data(sizeOf(shape)) });
  };
  for (const { value, uses } of allParametersOf(shaped)) {
    const begin = beginningOf(uses[0], shaped.shape(value).dimensions, draws);
    if (begin) set(value, begin);
  }
  for (const { operator, inputs } of graph.nodes) {
    if (operator !== "BatchNormalization") continue;
    set(inputs[3], (count) => new Float32Array(count));
    set(inputs[4], (count) => new Float32Array(count).fill(1));
  }
  for (const [name, { type, dimensions }] of graph.constants) {
    if (type !== "float" || sizeOf(dimensions) === 1 || state.has(name)) continue;
    const found = `${name}, of which it is not known how it begins`;
    throw new InputError(network.path, found, "--from target for this network");
  }
  return trainedGraph(network, size, state);
}

/** How a parameter begins, by the node that takes it; null where that says nothing. */
function beginningOf({ node, input }: ParameterUse, shape: readonly number[], draws: Draws) {
  const { operator } = node;
  if (NORMS.includes(operator)) {
    return (count: number) => new Float32Array(count).fill(input === 1 ? 1 : 0);
  }
  if (operator === "Conv" && input === 1) {
    const [outputs, , ...taps] = shape;
    const deviation = Math.sqrt(2 / (outputs * sizeOf(taps)));
    return (count: number) => draws.normal(count, deviation);
  }
  const inputs = inputsOf({ node, input }, shape);
  if (inputs !== null) return (count: number) => draws.even(count, 1 / Math.sqrt(inputs));
  const isBias = operator === "Add" || (input === 2 && ["Conv", "Gemm"].includes(operator));
  return isBias && shape.length === 1 ? (count: number) => new Float32Array(count) : null;
}

/** How many numbers each output of a product of matrices sums; null for other nodes. */
function inputsOf({ node, input }: ParameterUse, shape: readonly number[]): number | null {
  if (shape.length < 2) return null;
  const [first, second] = shape.slice(-2);
  if (node.operator === "MatMul") return input === 1 ? first : second;
  if (node.operator !== "Gemm" || input !== 1) return null;
  return wholeNumber(node, "transB", 0) === 1 ? second : first;
}
