import { ProtobufWriter } from "../../lib/network/onnx";

/** Parts of a model, as onnx.proto numbers them, for files that our own writer would not write. */
export const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  more: (proto: ProtobufWriter) => void = () => {},
) => {
  const proto = new ProtobufWriter();
  for (const input of inputs) proto.string(1, input);
  for (const output of outputs) proto.string(2, output);
  proto.string(3, `the ${operator}`).string(4, operator);
  more(proto);
  return proto;
};

export const value = (name: string, elementType = 1, dimensions: readonly number[] = [2]) => {
  const shape = new ProtobufWriter();
  for (const extent of dimensions) shape.message(1, new ProtobufWriter().integer(1, extent));
  const tensor = new ProtobufWriter().integer(1, elementType).message(2, shape);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
};

/** A tensor without its elements, which `more` adds. */
export const tensor = (
  name: string,
  elementType: number,
  dimensions: readonly number[],
  more: (proto: ProtobufWriter) => void,
) => {
  const proto = new ProtobufWriter();
  for (const extent of dimensions) proto.integer(1, extent);
  proto.integer(2, elementType).string(8, name);
  more(proto);
  return proto;
};

export interface Parts {
  readonly nodes?: readonly ProtobufWriter[];
  readonly constants?: readonly ProtobufWriter[];
  readonly inputs?: readonly ProtobufWriter[];
  readonly outputs?: readonly ProtobufWriter[];
  readonly opset?: number;
  readonly more?: (model: ProtobufWriter) => void;
}

/** y = x + c, unless parts say otherwise. */
export function modelOf(parts: Parts = {}): Uint8Array {
  const graph = new ProtobufWriter();
  for (const one of parts.nodes ?? [node("Add", ["x", "c"], ["y"])]) graph.message(1, one);
  graph.string(2, "made by hand");
  const c = tensor("c", 1, [2], (proto) => proto.bytes(9, floatBytes(1, 2)));
  for (const one of parts.constants ?? [c]) graph.message(5, one);
  for (const one of parts.inputs ?? [value("x")]) graph.message(11, one);
  for (const one of parts.outputs ?? [value("y")]) graph.message(12, one);
  const model = new ProtobufWriter().integer(1, 9).string(2, "hand").message(7, graph);
  model.message(8, new ProtobufWriter().string(1, "").integer(2, parts.opset ?? 18));
  parts.more?.(model);
  return model.finish();
}

export function floatBytes(...values: number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
