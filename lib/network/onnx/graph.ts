import {
  type Attribute,
  type Dimension,
  type ElementType,
  externalTensorProto,
  nodeProto,
  type TensorData,
  tensorProto,
  valueInfoProto,
} from "./messages";
import { ProtobufWriter } from "./protobuf";

// Fields of GraphProto and ModelProto in onnx.proto.
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 };
const MODEL = { irVersion: 1, producer: 2, graph: 7, opsetImport: 8 };
const IR_VERSION = 9;
const OPSET = 18;

/** Writes a constant's values. */
type Fill = (values: Float32Array) => void;

/** Under this name a graph speaks of the weights that lie apart from it. */
export const WEIGHTS = "weights";

/** A model whose weights lie apart from the graph's bytes: sessions in several threads read them there. */
export interface OnnxModel {
  /** The bytes of an .onnx file. */
  readonly graph: Uint8Array;
  /** The values of all weights one after the other, over a SharedArrayBuffer. */
  readonly weights: Uint8Array;
}

/**
 * Builds an ONNX graph: values are names, each call adds to the graph and returns the name of
 * what it made, so that a network reads like a program. Operators are those of opset 18.
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
  private readonly body = new ProtobufWriter();
  private readonly taken = new Set<string>();
  private readonly weights: { offset: number; length: number; fill: Fill }[] = [];
  private weightBytes = 0;
  private unnamed = 0;

  constructor(name: string) {
    this.body.string(GRAPH.name, name);
  }

  /** A value that is given at run time. */
  input(name: string, type: ElementType, dimensions: readonly Dimension[]): string {
    this.body.message(GRAPH.input, valueInfoProto(this.claim(name), type, dimensions));
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
    this.body.message(GRAPH.initializer, tensorProto(this.claim(name), dimensions, data));
    return name;
  }

  /**
   * A large constant of floats that lies apart from the graph. Its values are written once, where they
   * are to lie, when {@link GraphBuilder.finishWithWeights} makes the model.
   *
   * @param fill writes the values, row-major, into an array of that many zeros
   */
  weight(dimensions: readonly number[], fill: Fill, name: string): string {
    const length = 4 * dimensions.reduce((product, dimension) => product * dimension, 1);
    const place = { location: WEIGHTS, offset: this.weightBytes, length };
    this.body.message(GRAPH.initializer, externalTensorProto(this.claim(name), dimensions, place));
    this.weights.push({ ...place, fill });
    this.weightBytes += length;
    return name;
  }

  /** An operator with one output; nodes must be added after those that they use. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    name = this.nextName(operator),
  ): string {
    this.body.message(GRAPH.node, nodeProto(operator, inputs, [this.claim(name)], attributes));
    return name;
  }

  /** Makes a value one of the graph's outputs, under a name of its own. */
  output(value: string, name: string, type: ElementType, dimensions: readonly Dimension[]): void {
    this.node("Identity", [value], {}, name);
    this.body.message(GRAPH.output, valueInfoProto(name, type, dimensions));
  }

  /** The whole model as the bytes of an .onnx file. */
  finish(): Uint8Array {
    const opset = new ProtobufWriter().string(1, "").integer(2, OPSET);
    return new ProtobufWriter()
      .integer(MODEL.irVersion, IR_VERSION)
      .string(MODEL.producer, "mia-notebooks")
      .message(MODEL.graph, this.body)
      .message(MODEL.opsetImport, opset)
      .finish();
  }

  /** The model, with what {@link GraphBuilder.weight} added beside it. */
  finishWithWeights(): OnnxModel {
    const buffer = new SharedArrayBuffer(this.weightBytes);
    for (const { offset, length, fill } of this.weights) {
      fill(new Float32Array(buffer, offset, length / 4));
    }
    return { graph: this.finish(), weights: new Uint8Array(buffer) };
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
