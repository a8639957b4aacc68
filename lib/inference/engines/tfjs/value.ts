import type * as Tfjs from "@tensorflow/tfjs-core";

/** The core that the backend has registered itself with. */
export type Tf = typeof Tfjs;

/** A value of a graph while it runs. TensorFlow.js wants maps with their channels last; ONNX has them second. */
export interface Value {
  readonly tensor: Tfjs.Tensor;
  /** Whether it is a map [N, height, width, channels] of what the graph calls [N, channels, height, width]. */
  readonly channelsLast: boolean;
}

/** A value as the graph has it. */
export function asInGraph(tf: Tf, { tensor, channelsLast }: Value): Tfjs.Tensor {
  return channelsLast ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor;
}

/** A map with its channels last. */
export function asMap(tf: Tf, { tensor, channelsLast }: Value): Tfjs.Tensor4D {
  return (channelsLast ? tensor : tf.transpose(tensor, [0, 2, 3, 1])) as Tfjs.Tensor4D;
}

/** A tensor as the graph has it. */
export function plain(tensor: Tfjs.Tensor): Value {
  return { tensor, channelsLast: false };
}

/** A map with its channels last. */
export function mapped(tensor: Tfjs.Tensor): Value {
  return { tensor, channelsLast: true };
}
