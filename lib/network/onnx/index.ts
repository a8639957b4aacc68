export type { NodeAttribute as Attribute } from "../graph/types";
export { forwardGraph, inferenceGraph } from "./forward";
export { FORWARD } from "./forwardNames";
export { GraphBuilder, type TensorData } from "./graph";
export type { OnnxModel } from "./onnxModel";
export { ProtobufWriter } from "./protobuf";
export { type ReadGraphOptions, readGraph } from "./read/readGraph";
export { onnxBytes, writeGraph } from "./write";
