import type { Constant, GraphNode, ValueType } from "../../graph/types";
import { wholeNumber } from "../attributes";
import { given, numbersAt } from "../inputs";
import { constantOf } from "../numbers";
import { refuseNode } from "../refuse";
import type { ShapeRule } from "../types";

/** TensorProto.DataType of onnx.proto, as far as we hold such values. */
const TYPES: Readonly<Record<number, ValueType>> = {
  1: "float",
  6: "int32",
  7: "int64",
  9: "bool",
  10: "float",
  11: "double",
};

/**
 * What a Constant holds.
 *
 * @throws RangeError naming the node if it holds text or a sparse tensor
 */
export function constantAt(node: GraphNode): Constant {
  const { value, value_float, value_floats, value_int, value_ints } = node.attributes;
  const [single, several] = [value_float ?? value_int, value_floats ?? value_ints];
  if (typeof value === "object" && "tensor" in value) return value.tensor;
  if (typeof single === "number") return constantOf("int64", [], [single]);
  if (typeof single === "object" && "float" in single) {
    return constantOf("float", [], [single.float]);
  }
  if (typeof several === "object" && "floats" in several) {
    return constantOf("float", [several.floats.length], several.floats);
  }
  if (Array.isArray(several)) return constantOf("int64", [several.length], several);
  return refuseNode(node, Object.keys(node.attributes).join(", ") || "no value", "numbers");
}

const constant: ShapeRule = ({ node }) => [constantAt(node)];

const constantOfShape: ShapeRule = (shaped) => {
  const dimensions = numbersAt(shaped, 0, "sizes") ?? [];
  return [{ type: filling(shaped.node).type, dimensions }];
};

/** What a ConstantOfShape is filled with. */
export function filling({ attributes }: GraphNode): Constant {
  const { value } = attributes;
  const isTensor = typeof value === "object" && "tensor" in value;
  return isTensor ? value.tensor : constantOf("float", [1], [0]);
}

const shape: ShapeRule = (shaped) => {
  const { start, end } = shapeRange(shaped.node, given(shaped, 0).dimensions.length);
  return [{ type: "int64", dimensions: [Math.max(0, end - start)] }];
};

/** Which axes a Shape tells of. */
export function shapeRange(node: GraphNode, rank: number): { start: number; end: number } {
  const settled = (at: number) => Math.min(rank, Math.max(0, at < 0 ? at + rank : at));
  const start = settled(wholeNumber(node, "start", 0));
  return { start, end: settled(wholeNumber(node, "end", rank)) };
}

const size: ShapeRule = () => [{ type: "int64", dimensions: [] }];

const range: ShapeRule = (shaped) => {
  const [start, limit, delta] = [0, 1, 2].map((i) => numbersAt(shaped, i, "bounds")?.[0] ?? 0);
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  return [{ type: given(shaped, 0).type, dimensions: [count] }];
};

const cast: ShapeRule = (shaped) => {
  const to = wholeNumber(shaped.node, "to");
  const type = TYPES[to] ?? refuseNode(shaped.node, `type ${to}`, "a number we hold");
  return [{ type, dimensions: given(shaped, 0).dimensions }];
};

/** Operators that make constants, tell of shapes or change the type. */
export const CONSTANTS: Readonly<Record<string, ShapeRule>> = {
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Shape: shape,
  Size: size,
  Range: range,
  Cast: cast,
};
