/** Arrays that a graph's constants are made of; booleans are bytes of 0 and 1. */
export type ConstantData =
  | Float32Array
  | Float64Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Int8Array;

/** The element types of {@link ConstantData} by ONNX's names; float16 is read as float. Bytes are only written. */
export type ValueType = "float" | "double" | "int32" | "int64" | "bool" | "uint8" | "int8";

/** A size that is fixed, or the name of one that is known at run time. */
export type Extent = number | string;

/** A constant of a graph (ONNX calls it an initializer), row-major. */
export interface Constant {
  readonly type: ValueType;
  readonly dimensions: readonly number[];
  readonly data: ConstantData;
}

/**
 * A node's attribute. Whole numbers and floats are told apart, since JavaScript cannot tell 1 from
 * 1.0 and ONNX does.
 */
export type NodeAttribute =
  | number
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly strings: readonly string[] }
  | { readonly tensor: Constant };

/** One operator between named values; an input that is left out is "". */
export interface GraphNode {
  readonly operator: string;
  /** For messages: the name in the file, or one of ours. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, NodeAttribute>>;
}

/** What goes in or comes out. */
export interface GraphValue {
  readonly name: string;
  readonly type: ValueType;
  readonly dimensions: readonly Extent[];
}

/**
 * A network as an ONNX graph of plain objects: families write it, files are decoded into it, passes
 * rewrite it, engines run it, the way back is derived from it. Every value has one maker (an input, a
 * constant, a node's output), and nodes stand after those that they use.
 *
 * Source: onnx.proto and Operators.md of the ONNX project.
 */
export interface Graph {
  readonly name: string;
  /** Version of the operators in ONNX's own domain. */
  readonly opset: number;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Constant>;
}
