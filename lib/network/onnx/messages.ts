import { ProtobufWriter } from "./protobuf";

/** Arrays that a graph may hold or take: float32, int32 and int64. */
export type TensorData = Float32Array | Int32Array | BigInt64Array;

/** The element types of {@link TensorData} by ONNX's names. */
export type ElementType = "float" | "int32" | "int64";

/** A size that is fixed, or the name of one that is known at run time. */
export type Dimension = number | string;

/**
 * A node's attribute: whole number, list of whole numbers, text, or a float given as
 * `{ float: 0.5 }`, since JavaScript cannot tell 1 from 1.0.
 */
export type Attribute = number | readonly number[] | string | { readonly float: number };

// TensorProto.DataType, TensorProto.DataLocation and AttributeProto.AttributeType of onnx.proto.
const ELEMENT_TYPES: Record<ElementType, number> = { float: 1, int32: 6, int64: 7 };
const EXTERNAL = 1;
const ATTRIBUTE_TYPES = { FLOAT: 1, INT: 2, STRING: 3, INTS: 7 };

/** The element type of an array. */
export function elementType(data: TensorData): ElementType {
  if (data instanceof Float32Array) return "float";
  return data instanceof Int32Array ? "int32" : "int64";
}

/** TensorProto: a constant with its values, little-endian. */
export function tensorProto(
  name: string,
  dimensions: readonly number[],
  data: TensorData,
): ProtobufWriter {
  const tensor = new ProtobufWriter();
  for (const dimension of dimensions) tensor.integer(1, dimension);
  return tensor
    .integer(2, ELEMENT_TYPES[elementType(data)])
    .string(8, name)
    .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** TensorProto: a float constant whose values lie apart from the model's bytes. */
export function externalTensorProto(
  name: string,
  dimensions: readonly number[],
  place: { readonly location: string; readonly offset: number; readonly length: number },
): ProtobufWriter {
  const tensor = new ProtobufWriter();
  for (const dimension of dimensions) tensor.integer(1, dimension);
  tensor.integer(2, ELEMENT_TYPES.float).string(8, name);
  for (const [key, value] of Object.entries(place)) {
    tensor.message(13, new ProtobufWriter().string(1, key).string(2, String(value)));
  }
  return tensor.integer(14, EXTERNAL);
}

/** NodeProto: one operator between named values. */
export function nodeProto(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
): ProtobufWriter {
  const node = new ProtobufWriter();
  for (const input of inputs) node.string(1, input);
  for (const output of outputs) node.string(2, output);
  node.string(3, outputs[0]).string(4, operator);
  for (const [name, value] of Object.entries(attributes)) {
    node.message(5, attributeProto(name, value));
  }
  return node;
}

function attributeProto(name: string, value: Attribute): ProtobufWriter {
  const attribute = new ProtobufWriter().string(1, name);
  if (typeof value === "number") {
    return attribute.integer(3, value).integer(20, ATTRIBUTE_TYPES.INT);
  }
  if (typeof value === "string") {
    return attribute.string(4, value).integer(20, ATTRIBUTE_TYPES.STRING);
  }
  if ("float" in value) {
    return attribute.float(2, value.float).integer(20, ATTRIBUTE_TYPES.FLOAT);
  }
  for (const item of value) attribute.integer(8, item);
  return attribute.integer(20, ATTRIBUTE_TYPES.INTS);
}

/** ValueInfoProto: name, element type and shape of a graph's input or output. */
export function valueInfoProto(
  name: string,
  type: ElementType,
  dimensions: readonly Dimension[],
): ProtobufWriter {
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
