import type { ValueType } from "../graph/types";

/** TensorProto.DataType of onnx.proto, of the types that a graph's values have. */
export const ELEMENT_TYPES: Readonly<Record<ValueType, number>> = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  double: 11,
};

/** AttributeProto.AttributeType of onnx.proto, of the kinds that a node's attributes have. */
export const ATTRIBUTE_TYPES = {
  FLOAT: 1,
  INT: 2,
  STRING: 3,
  TENSOR: 4,
  FLOATS: 6,
  INTS: 7,
  STRINGS: 8,
} as const;

/** TensorProto.DataLocation: the values lie in another file. */
export const EXTERNAL = 1;
