export { FORWARD, forwardGraph } from "./forward";
export { GraphBuilder, type OnnxModel } from "./graph";
export type { Attribute, Dimension, ElementType, TensorData } from "./messages";
export { ProtobufWriter } from "./protobuf";
export { openSession, sessionOptions } from "./session";
