import { denseWeightInto } from "../denseWeight";
import type { Constant, Graph, GraphNode } from "../graph/types";
import { floatsOf, integer, integers } from "./attributes";
import { isSame, type MapShape, mapSizes } from "./mapSizes";

/** Operators that work value by value, on maps and on rows alike. */
const BY_VALUE = new Set(["Relu", "Clip", "LeakyRelu", "Sigmoid", "Add", "Sub", "Mul"]);

/**
 * The same graph with convolutions on maps of less than half as many positions as their kernel has cells
 * written as one matrix product. What works value by value between two of them works on their rows,
 * [N, channels x height x width]. A mean over one position is left out.
 *
 * @param graph for images of one size, batch normalisation folded
 * @throws RangeError as `mapSizes`
 * @example
 * smallMaps(foldBatchNorm(residualGraph(network, { height: 32, width: 32 })));
 */
export function smallMaps(graph: Graph): Graph {
  const rewriting = new Rewriting(graph);
  for (const node of graph.nodes) rewriting.add(node);
  return rewriting.finish();
}

/** Walks through a graph and keeps of each value the forms that there are so far. */
class Rewriting {
  private readonly nodes: GraphNode[] = [];
  private readonly constants: Map<string, Constant>;
  private readonly sizes: ReadonlyMap<string, MapShape>;
  /** The rows of values that have been made as rows, or turned into them. */
  private readonly rows = new Map<string, string>();
  /** Values that have been made as rows alone. */
  private readonly onlyRows = new Set<string>();

  constructor(private readonly graph: Graph) {
    this.constants = new Map(graph.constants);
    this.sizes = mapSizes(graph);
  }

  add(node: GraphNode): void {
    if (this.addProduct(node) || this.addOnRows(node)) return;
    for (const input of node.inputs) this.asMap(input);
    this.nodes.push(this.isMeanOfOne(node) ? { ...node, operator: "Identity" } : node);
  }

  finish(): Graph {
    for (const { name } of this.graph.outputs) this.asMap(name);
    const used = new Set(this.nodes.flatMap(({ inputs }) => inputs));
    const constants = new Map([...this.constants].filter(([name]) => used.has(name)));
    return { ...this.graph, nodes: this.nodes, constants };
  }

  /** The convolution as a product, where it is one on a small map. */
  private addProduct(node: GraphNode): boolean {
    const [x, weightName, biasName = ""] = node.inputs;
    const map = this.sizes.get(x);
    const size = this.sizes.get(node.outputs[0]);
    const weight = this.graph.constants.get(weightName);
    const values = floatsOf(weight);
    if (node.operator !== "Conv" || map === undefined || size === undefined) return false;
    if (weight === undefined || values === null || !isPlain(node, weight)) return false;
    const [outChannels, inChannels, kernel] = weight.dimensions;
    if (2 * map.height * map.width >= kernel ** 2) return false;
    const biases = floatsOf(this.graph.constants.get(biasName));
    if (biasName !== "" && biases === null) return false;
    const [stride] = integers(node, "strides", [1]);
    const [padding] = integers(node, "pads", [0]);
    const outputs = size.height * size.width;
    const dimensions = [inChannels * map.height * map.width, outChannels * outputs];
    const dense = new Float32Array(dimensions[0] * dimensions[1]);
    denseWeightInto(dense, values, { inChannels, outChannels, kernel, stride, padding }, map);
    const repeated = Float32Array.from({ length: dimensions[1] }, (_, i) =>
      biases === null ? 0 : biases[Math.floor(i / outputs)],
    );
    const inputs = [
      this.asRows(x),
      this.constant(`${node.name}.product.weight`, { type: "float", dimensions, data: dense }),
      this.constant(`${node.name}.product.bias`, {
        ...{ type: "float", dimensions: [repeated.length], data: repeated },
      }),
    ];
    const [output] = node.outputs;
    const made = this.claimRows(output);
    this.nodes.push({ ...node, operator: "Gemm", inputs, outputs: [made], attributes: {} });
    return true;
  }

  /** What works value by value, on rows where one of its inputs is only there as rows. */
  private addOnRows(node: GraphNode): boolean {
    const [output] = node.outputs;
    const size = this.sizes.get(output);
    if (!BY_VALUE.has(node.operator) || size === undefined) return false;
    if (!node.inputs.some((input) => this.onlyRows.has(input))) return false;
    const fits = (input: string) => {
      const own = this.sizes.get(input);
      const { dimensions = [1] } = this.graph.constants.get(input) ?? {};
      return own === undefined ? dimensions.length === 0 || input === "" : isSame(own, size);
    };
    if (!node.inputs.every(fits)) return false;
    const inputs = node.inputs.map((input) => (this.sizes.has(input) ? this.asRows(input) : input));
    this.nodes.push({ ...node, inputs, outputs: [this.claimRows(output)] });
    return true;
  }

  /** Whether a mean is of one position alone. */
  private isMeanOfOne({ operator, inputs: [x] }: GraphNode): boolean {
    const map = this.sizes.get(x);
    return operator === "GlobalAveragePool" && map?.height === 1 && map.width === 1;
  }

  private claimRows(value: string): string {
    const rows = `${value}.rows`;
    this.rows.set(value, rows);
    this.onlyRows.add(value);
    return rows;
  }

  private asRows(value: string): string {
    const known = this.rows.get(value);
    if (known !== undefined) return known;
    const rows = `${value}.rows`;
    this.push("Flatten", [value], rows, { axis: 1 });
    this.rows.set(value, rows);
    return rows;
  }

  /** Makes the map of a value that is only there as rows. */
  private asMap(value: string): void {
    const size = this.sizes.get(value);
    if (!this.onlyRows.delete(value) || size === undefined) return;
    const shape = [-1, size.channels, size.height, size.width];
    const data = BigInt64Array.from(shape, BigInt);
    const name = this.constant(`${value}.shape`, { type: "int64", dimensions: [4], data });
    this.push("Reshape", [`${value}.rows`, name], value, {});
  }

  private push(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: GraphNode["attributes"],
  ): void {
    this.nodes.push({ operator, name: output, inputs, outputs: [output], attributes });
  }

  private constant(name: string, constant: Constant): string {
    this.constants.set(name, constant);
    return name;
  }
}

/** Whether a convolution is square, of one group, the same in both directions. */
function isPlain(node: GraphNode, { dimensions }: Constant): boolean {
  const [height, width] = dimensions.slice(2);
  const even = (values: readonly number[]) => values.every((value) => value === values[0]);
  return (
    dimensions.length === 4 &&
    height === width &&
    integer(node, "group", 1) === 1 &&
    even(integers(node, "strides", [1])) &&
    even(integers(node, "pads", [0])) &&
    integers(node, "dilations", [1]).every((dilation) => dilation === 1)
  );
}
