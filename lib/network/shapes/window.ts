import type { GraphNode } from "../graph/types";
import { text, wholeNumber, wholeNumbers } from "./attributes";
import { refuseNode } from "./refuse";

/** A window that moves over a map of any number of axes; every list has one number an axis. */
export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Padding before and after the map. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  /** How many places the window takes. */
  readonly outputs: readonly number[];
}

/**
 * The window of a Conv, MaxPool or AveragePool over a map, its padding written out.
 *
 * Source: Operators.md of the ONNX project; the last window of `ceil_mode` must begin inside the map or
 * the padding before it, as in torch.
 *
 * @param extents of the map
 * @throws RangeError naming the node where attributes do not fit each other or the map
 */
export function windowOf(
  node: GraphNode,
  extents: readonly number[],
  kernel: readonly number[],
): Window {
  const { strides, dilations } = stepsOf(node, extents, kernel);
  const spans = kernel.map((size, i) => (size - 1) * dilations[i] + 1);
  const padding = text(node, "auto_pad", "NOTSET");
  if (padding.startsWith("SAME")) {
    const outputs = extents.map((extent, i) => Math.ceil(extent / strides[i]));
    const missing = outputs.map((output, i) =>
      Math.max(0, (output - 1) * strides[i] + spans[i] - extents[i]),
    );
    const fewer = missing.map((pad) => Math.floor(pad / 2));
    const more = missing.map((pad, i) => pad - fewer[i]);
    const [begins, ends] = padding === "SAME_UPPER" ? [fewer, more] : [more, fewer];
    return { kernel, strides, dilations, begins, ends, outputs };
  }
  const { begins, ends } = paddingOf(node, extents.length, padding);
  const roundedUp = wholeNumber(node, "ceil_mode", 0) === 1;
  const outputs = extents.map((extent, i) => {
    const steps = (extent + begins[i] + ends[i] - spans[i]) / strides[i];
    if (steps < 0) {
      refuseNode(node, `a window of ${spans[i]}`, `one that fits a map of ${extent}`);
    }
    if (!roundedUp) return Math.floor(steps) + 1;
    const most = Math.ceil(steps) + 1;
    return (most - 1) * strides[i] >= extent + begins[i] ? most - 1 : most;
  });
  return { kernel, strides, dilations, begins, ends, outputs };
}

/**
 * The window of a ConvTranspose, as that of the convolution it is the transpose of: `outputs` are the
 * extents of its own output.
 *
 * @param extents of the map that it is given
 * @throws RangeError as {@link windowOf}, and where `output_shape` or "SAME" settle the padding
 */
export function transposedWindowOf(
  node: GraphNode,
  extents: readonly number[],
  kernel: readonly number[],
): Window {
  const { strides, dilations } = stepsOf(node, extents, kernel);
  const padding = text(node, "auto_pad", "NOTSET");
  if (node.attributes.output_shape !== undefined || padding.startsWith("SAME")) {
    refuseNode(node, "padding by output_shape or auto_pad", "pads that are written out");
  }
  const { begins, ends } = paddingOf(node, extents.length, padding);
  const more = wholeNumbers(
    node,
    "output_padding",
    extents.map(() => 0),
  );
  const outputs = extents.map((extent, i) => {
    const span = (kernel[i] - 1) * dilations[i] + 1;
    return strides[i] * (extent - 1) + more[i] + span - begins[i] - ends[i];
  });
  return { kernel, strides, dilations, begins, ends, outputs };
}

function stepsOf(node: GraphNode, extents: readonly number[], kernel: readonly number[]) {
  const ones = extents.map(() => 1);
  const strides = wholeNumbers(node, "strides", ones);
  const dilations = wholeNumbers(node, "dilations", ones);
  const rank = extents.length;
  if (
    [kernel, strides, dilations].some((list) => list.length !== rank || list.some((n) => n < 1))
  ) {
    const found = `kernel [${kernel}], strides [${strides}], dilations [${dilations}]`;
    refuseNode(node, found, `${rank} numbers each, all at least 1`);
  }
  return { strides, dilations };
}

function paddingOf(node: GraphNode, rank: number, padding: string) {
  const none = new Array<number>(2 * rank).fill(0);
  const pads = padding === "VALID" ? none : wholeNumbers(node, "pads", none);
  if (pads.length !== 2 * rank) refuseNode(node, `pads [${pads}]`, `${2 * rank} numbers`);
  return { begins: pads.slice(0, rank), ends: pads.slice(rank) };
}
