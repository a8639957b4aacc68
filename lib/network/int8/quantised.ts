import type { Constant, Graph, GraphNode } from "../graph/types";
import { type Layer, layersOf } from "./layers";
import { type Places, placesOf } from "./places";
import { type Range, type Rounding, roundingOf } from "./ranges";
import { roundedWeights, scaleOfSum } from "./weights";

/**
 * The same graph with its convolutions and products in bytes: weights and what layers take are rounded where they are
 * made, by QuantizeLinear and DequantizeLinear, which onnxruntime takes together with the operator between them into one
 * in whole numbers. What it does not know so it computes in floats of the same numbers.
 *
 * @param ranges of the values that `rangedValues` names
 * @param asProducts computes convolutions as products of what their windows see, the images' alone not: onnxruntime knows
 *   a processor's instructions for tiles of bytes in products, not in convolutions; the sums are the same
 * @throws RangeError if one is missing
 * @see Jacob and others, Quantization and training of neural networks for efficient integer-arithmetic-only inference (2018)
 * @example
 * writeGraph(quantised(graph, ranges));
 */
export function quantised(
  graph: Graph,
  ranges: ReadonlyMap<string, Range>,
  asProducts = false,
): Graph {
  const layers = layersOf(graph);
  const rewriting = new Rewriting(graph, placesOf(graph, layers), ranges, asProducts);
  for (const node of graph.nodes) rewriting.add(node, layers.get(node));
  return rewriting.finish();
}

class Rewriting {
  private readonly nodes: GraphNode[] = [];
  private readonly constants: Map<string, Constant>;

  constructor(
    private readonly graph: Graph,
    private readonly places: Places,
    private readonly ranges: ReadonlyMap<string, Range>,
    private readonly asProducts: boolean,
  ) {
    this.constants = new Map(graph.constants);
    for (const { name } of graph.inputs) this.round(name);
  }

  add(node: GraphNode, layer: Layer | undefined): void {
    const { kept } = this.places;
    const inputs = node.inputs.map((input) => (kept.has(input) ? rounded(input) : input));
    if (layer !== undefined) {
      const [x, weight, bias = ""] = node.inputs;
      const { scale } = this.roundingOf(x);
      const { scales, ...whole } = roundedWeights(layer, scale);
      inputs[0] = rounded(x);
      const { dimensions } = layer.weight;
      const zero = this.zeroFor(node, layer);
      const data = zero === 0 ? whole.weight : whole.weight.map((value) => value + zero);
      const scaled = { type: "int8", dimensions, data } as const;
      inputs[1] = this.scaled(`${node.name}.${weight}`, scaled, scales, layer.axis, zero);
      if (whole.bias !== null) {
        const sums = { type: "int32", dimensions: [scales.length], data: whole.bias } as const;
        const ofSums = scales.map((own) => scaleOfSum(own, scale));
        inputs[2] = this.scaled(`${node.name}.${bias}`, sums, ofSums, 0);
      }
    }
    this.nodes.push({ ...node, inputs });
    for (const output of node.outputs) this.round(output);
  }

  finish(): Graph {
    const used = new Set(this.nodes.flatMap(({ inputs }) => inputs));
    const constants = new Map([...this.constants].filter(([name]) => used.has(name)));
    return { ...this.graph, nodes: this.nodes, constants };
  }

  /** Rounds a value where it has been made, if it is one of those. */
  private round(value: string): void {
    const { kept, taken } = this.places;
    if (!kept.has(value) && !taken.has(value)) return;
    const { scale, zero } = this.roundingOf(value);
    const bytes = `${value}.bytes`;
    const by = [
      this.constant(`${value}.scale`, "float", [], Float32Array.of(scale)),
      this.constant(`${value}.zero`, "uint8", [], Uint8Array.of(zero)),
    ];
    this.push("QuantizeLinear", [value, ...by], bytes);
    this.push("DequantizeLinear", [bytes, ...by], rounded(value));
  }

  /** Weights whose zero is not 0 are what onnxruntime does not convolve directly. A kernel of one place is a product anyway. */
  private zeroFor({ operator, inputs: [x] }: GraphNode, { weight }: Layer): 0 | 1 {
    if (!this.asProducts || operator !== "Conv") return 0;
    if (this.graph.inputs.some(({ name }) => name === x)) return 0;
    return weight.dimensions.slice(2).every((extent) => extent === 1) ? 0 : 1;
  }

  private roundingOf(value: string): Rounding {
    const place = this.places.kept.get(value) ?? value;
    const range = this.ranges.get(place);
    if (range === undefined) throw new RangeError(`no range of ${place} is known`);
    return roundingOf(range);
  }

  /** A constant of whole numbers, each of its channels with a scale. */
  private scaled(
    name: string,
    whole: Constant,
    scales: Float32Array,
    axis: number,
    zero = 0,
  ): string {
    const { type } = whole;
    const zeros = new (type === "int8" ? Int8Array : Int32Array)(scales.length).fill(zero);
    const by = [
      this.constant(`${name}.${type}`, type, whole.dimensions, whole.data),
      this.constant(`${name}.scale`, "float", [scales.length], scales),
      this.constant(`${name}.zero`, type, [scales.length], zeros),
    ];
    return this.push("DequantizeLinear", by, rounded(name), { axis });
  }

  private push(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: GraphNode["attributes"] = {},
  ): string {
    this.nodes.push({ operator, name: output, inputs, outputs: [output], attributes });
    return output;
  }

  private constant(
    name: string,
    type: Constant["type"],
    dimensions: readonly number[],
    data: Constant["data"],
  ): string {
    this.constants.set(name, { type, dimensions, data });
    return name;
  }
}

function rounded(value: string): string {
  return `${value}.rounded`;
}
