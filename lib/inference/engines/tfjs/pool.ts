import { integer } from "../../../network/passes/attributes";
import { bordered, borderOf, isNone } from "./borders";
import { given, pair, type Step } from "./step";
import { asMap, mapped, type Value } from "./value";

/** Less than any value that a map holds. */
const LEAST = -3.4e38;

/** MaxPool and AveragePool, whose border is cut off beforehand. */
export function pool({ tf, node, inputs, refuse }: Step): Value {
  const x = asMap(tf, given(inputs[0]));
  const border = borderOf(node, refuse);
  const [kernel, strides] = [pair(node, "kernel_shape", 1), pair(node, "strides", 1)];
  if (pair(node, "dilations", 1).some((dilation) => dilation !== 1)) refuse("dilations");
  if (node.operator === "MaxPool") {
    return mapped(tf.maxPool(bordered(tf, x, border, LEAST), kernel, strides, "valid"));
  }
  if (!isNone(border) && integer(node, "count_include_pad", 0) === 0) {
    refuse("a border that does not count");
  }
  return mapped(tf.avgPool(bordered(tf, x, border, 0), kernel, strides, "valid"));
}
