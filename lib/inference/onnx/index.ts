export { FORWARD, forwardGraph } from "./forward";
export { GraphBuilder } from "./graph";
export type { Attribute, Dimension, ElementType, TensorData } from "./messages";
export { ProtobufWriter } from "./protobuf";
