import type { Constant, Graph } from "../graph/types";
import { externalTensorProto, nodeProto, tensorProto, valueInfoProto } from "./messages";
import { type OnnxModel, WEIGHTS } from "./onnxModel";
import { ProtobufWriter } from "./protobuf";

// Fields of GraphProto and ModelProto in onnx.proto.
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 };
const MODEL = { irVersion: 1, producer: 2, graph: 7, opsetImport: 8 };
const IR_VERSION = 9;

/** Values from which a constant of floats or weights in bytes lies apart. */
const LARGE = 1024;

/** Each begins where a float may. */
const ALIGNED = 4;

/**
 * A graph as an ONNX model: the same graph gives the same bytes. Constants of 1024 floats (or
 * signed bytes) and more lie apart, in memory that threads share.
 *
 * Source: onnx.proto of the ONNX project.
 *
 * @example
 * const session = await openSession(writeGraph(graph), 2);
 */
export function writeGraph(graph: Graph): OnnxModel {
  const isLarge = ({ type, data }: Constant) =>
    (type === "float" || type === "int8") && data.length >= LARGE;
  const room = (length: number) => Math.ceil(length / ALIGNED) * ALIGNED;
  const large = [...graph.constants.values()].filter(isLarge);
  const bytes = large.reduce((sum, { data }) => sum + room(data.byteLength), 0);
  const weights = new Uint8Array(new SharedArrayBuffer(bytes));
  let offset = 0;
  const initializer = (name: string, constant: Constant) => {
    if (!isLarge(constant)) return tensorProto(name, constant);
    const { data } = constant;
    const length = data.byteLength;
    const place = { location: WEIGHTS, offset, length };
    weights.set(new Uint8Array(data.buffer, data.byteOffset, length), offset);
    offset += room(length);
    return externalTensorProto(name, constant, place);
  };
  return { graph: modelBytes(graph, initializer), weights };
}

/**
 * A graph as the bytes of an .onnx file, whole.
 *
 * @example
 * writeAtomically("model.onnx", (file) => file.write(onnxBytes(graph)));
 */
export function onnxBytes(graph: Graph): Uint8Array {
  return modelBytes(graph, tensorProto);
}

function modelBytes(
  graph: Graph,
  initializer: (name: string, constant: Constant) => ProtobufWriter,
): Uint8Array {
  const body = new ProtobufWriter();
  for (const node of graph.nodes) body.message(GRAPH.node, nodeProto(node));
  body.string(GRAPH.name, graph.name);
  for (const [name, constant] of graph.constants) {
    body.message(GRAPH.initializer, initializer(name, constant));
  }
  for (const value of graph.inputs) body.message(GRAPH.input, valueInfoProto(value));
  for (const value of graph.outputs) body.message(GRAPH.output, valueInfoProto(value));
  return new ProtobufWriter()
    .integer(MODEL.irVersion, IR_VERSION)
    .string(MODEL.producer, "mia-notebooks")
    .message(MODEL.graph, body)
    .message(MODEL.opsetImport, new ProtobufWriter().string(1, "").integer(2, graph.opset))
    .finish();
}
