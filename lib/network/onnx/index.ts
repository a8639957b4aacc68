export { forwardGraph } from "./forward";
export { FORWARD } from "./forwardNames";
export { GraphBuilder, type OnnxModel } from "./graph";
export type { Attribute, Dimension, ElementType, TensorData } from "./messages";
export { ProtobufWriter } from "./protobuf";
