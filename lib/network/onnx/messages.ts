import type { Constant, GraphNode, GraphValue, NodeAttribute } from "../graph/types";
import { ATTRIBUTE_TYPES, ELEMENT_TYPES, EXTERNAL } from "./elementTypes";
import { ProtobufWriter } from "./protobuf";

/** TensorProto: a constant with its values, little-endian. */
export function tensorProto(name: string, { type, dimensions, data }: Constant): ProtobufWriter {
  const tensor = new ProtobufWriter();
  for (const dimension of dimensions) tensor.integer(1, dimension);
  return tensor
    .integer(2, ELEMENT_TYPES[type])
    .string(8, name)
    .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** TensorProto: a constant whose values lie apart from the model's bytes. */
export function externalTensorProto(
  name: string,
  { type, dimensions }: Pick<Constant, "type" | "dimensions">,
  place: { readonly location: string; readonly offset: number; readonly length: number },
): ProtobufWriter {
  const tensor = new ProtobufWriter();
  for (const dimension of dimensions) tensor.integer(1, dimension);
  tensor.integer(2, ELEMENT_TYPES[type]).string(8, name);
  for (const [key, value] of Object.entries(place)) {
    tensor.message(13, new ProtobufWriter().string(1, key).string(2, String(value)));
  }
  return tensor.integer(14, EXTERNAL);
}

/** NodeProto: one operator between named values. */
export function nodeProto(node: GraphNode): ProtobufWriter {
  const proto = new ProtobufWriter();
  for (const input of node.inputs) proto.string(1, input);
  for (const output of node.outputs) proto.string(2, output);
  // onnxruntime wants names of its own for nodes, which values have and nodes in files may not.
  proto.string(3, node.outputs[0]).string(4, node.operator);
  for (const [name, value] of Object.entries(node.attributes)) {
    proto.message(5, attributeProto(name, value));
  }
  return proto;
}

function attributeProto(name: string, value: NodeAttribute): ProtobufWriter {
  const attribute = new ProtobufWriter().string(1, name);
  const typed = (type: keyof typeof ATTRIBUTE_TYPES) =>
    attribute.integer(20, ATTRIBUTE_TYPES[type]);
  if (typeof value === "number") {
    attribute.integer(3, value);
    return typed("INT");
  }
  if (typeof value === "string") {
    attribute.string(4, value);
    return typed("STRING");
  }
  if ("float" in value) {
    attribute.float(2, value.float);
    return typed("FLOAT");
  }
  if ("tensor" in value) {
    attribute.message(5, tensorProto("", value.tensor));
    return typed("TENSOR");
  }
  if ("floats" in value) {
    for (const item of value.floats) attribute.float(7, item);
    return typed("FLOATS");
  }
  if ("strings" in value) {
    for (const item of value.strings) attribute.string(9, item);
    return typed("STRINGS");
  }
  for (const item of value) attribute.integer(8, item);
  return typed("INTS");
}

/** ValueInfoProto: name, element type and shape of a graph's input or output. */
export function valueInfoProto({ name, type, dimensions }: GraphValue): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dimension of dimensions) {
    const size = new ProtobufWriter();
    if (typeof dimension === "string") size.string(2, dimension);
    else size.integer(1, dimension);
    shape.message(1, size);
  }
  const tensor = new ProtobufWriter().integer(1, ELEMENT_TYPES[type]).message(2, shape);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
