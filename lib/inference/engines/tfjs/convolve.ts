import type * as Tfjs from "@tensorflow/tfjs-core";
import { integer } from "../../../network/passes/attributes";
import { borderOf } from "./borders";
import { given, pair, type Step } from "./step";
import { asInGraph, asMap, mapped, type Value } from "./value";

/** Conv in two dimensions: plain, one group a channel, or groups side by side. */
export function convolve({ tf, node, inputs, constant, once, refuse }: Step): Value {
  const x = asMap(tf, given(inputs[0]));
  const kernel = asInGraph(tf, given(inputs[1]));
  if (kernel.rank !== 4) refuse(`a kernel of ${kernel.rank} dimensions`);
  const bias = inputs[2]?.tensor as Tfjs.Tensor1D | undefined;
  const [strides, dilations] = [pair(node, "strides", 1), pair(node, "dilations", 1)];
  const how = { strides, pad: borderOf(node, refuse), dilations };
  const groups = integer(node, "group", 1);
  const [outChannels, perGroup] = kernel.shape;
  const turned = () => tf.transpose(kernel, [2, 3, 1, 0]) as Tfjs.Tensor4D;
  const filter = constant(1) === undefined ? turned() : once(turned);
  if (groups === 1) return mapped(tf.fused.conv2d({ x, filter, bias, ...how }));
  const padded = tf.pad(x, how.pad);
  let y: Tfjs.Tensor4D;
  if (perGroup === 1 && outChannels % groups === 0) {
    const [height, width] = kernel.shape.slice(2);
    const depthwise = tf.reshape(filter, [height, width, groups, outChannels / groups]);
    y = tf.depthwiseConv2d(padded, depthwise as Tfjs.Tensor4D, strides, "valid", "NHWC", dilations);
  } else {
    const parts: Tfjs.Tensor4D[] = tf.split(padded, groups, 3);
    const filters: Tfjs.Tensor4D[] = tf.split(filter, groups, 3);
    y = tf.concat4d(
      parts.map((part, g) => tf.conv2d(part, filters[g], strides, "valid", "NHWC", dilations)),
      3,
    );
  }
  return mapped(bias === undefined ? y : tf.add(y, bias));
}
