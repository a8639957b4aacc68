import type {
  Constant,
  Extent,
  Graph,
  GraphNode,
  GraphValue,
  NodeAttribute,
  ValueType,
} from "../graph/types";
import { onnxBytes } from "./write";

const OPSET = 18;

/** Arrays that a builder takes as constants: float32, int32 and int64. */
export type TensorData = Float32Array | Int32Array | BigInt64Array;

/**
 * Builds a graph: values are names, each call adds to the graph and returns the name of what it made,
 * so that a network reads like a program. Operators are those of opset 18.
 *
 * Source: onnx.proto and Operators.md of the ONNX project.
 *
 * @example
 * const graph = new GraphBuilder("double");
 * const x = graph.input("x", "float", ["N"]);
 * graph.output(graph.node("Add", [x, x]), "twice", "float", ["N"]);
 * const session = await InferenceSession.create(graph.finish());
 */
export class GraphBuilder {
  private readonly inputs: GraphValue[] = [];
  private readonly outputs: GraphValue[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly constants = new Map<string, Constant>();
  private readonly taken = new Set<string>();
  private unnamed = 0;

  constructor(
    private readonly name: string,
    private readonly opset = OPSET,
  ) {}

  /** A value that is given at run time. */
  input(name: string, type: ValueType, dimensions: readonly Extent[]): string {
    this.inputs.push({ name: this.claim(name), type, dimensions });
    return name;
  }

  /**
   * A constant (ONNX calls it an initializer).
   *
   * @throws RangeError if the dimensions do not hold as many values as the data
   */
  constant(data: TensorData, dimensions: readonly number[], name = this.nextName("c")): string {
    const size = dimensions.reduce((product, dimension) => product * dimension, 1);
    if (size !== data.length) {
      throw new RangeError(`constant ${name}: ${data.length} values for shape [${dimensions}]`);
    }
    this.constants.set(this.claim(name), { type: elementType(data), dimensions, data });
    return name;
  }

  /** An operator with one output; nodes must be added after those that they use. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, NodeAttribute>> = {},
    name = this.nextName(operator),
  ): string {
    this.nodes.push({ operator, name, inputs, outputs: [this.claim(name)], attributes });
    return name;
  }

  /** Makes a value one of the graph's outputs, under a name of its own. */
  output(value: string, name: string, type: ValueType, dimensions: readonly Extent[]): void {
    this.node("Identity", [value], {}, name);
    this.outputs.push({ name, type, dimensions });
  }

  /** What has been built, as plain objects. */
  graph(): Graph {
    const { name, opset, inputs, outputs, nodes, constants } = this;
    return { name, opset, inputs, outputs, nodes, constants };
  }

  /** The whole model as the bytes of an .onnx file. */
  finish(): Uint8Array {
    return onnxBytes(this.graph());
  }

  private claim(name: string): string {
    if (this.taken.has(name)) throw new RangeError(`the graph already has a value ${name}`);
    this.taken.add(name);
    return name;
  }

  private nextName(prefix: string): string {
    return `${prefix}_${this.unnamed++}`;
  }
}

/** The element type of an array. */
function elementType(data: TensorData): ValueType {
  if (data instanceof Float32Array) return "float";
  return data instanceof Int32Array ? "int32" : "int64";
}
