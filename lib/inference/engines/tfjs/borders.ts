import type * as Tfjs from "@tensorflow/tfjs-core";
import type { GraphNode } from "../../../network/graph/types";
import { integer, integers, text } from "../../../network/passes/attributes";
import type { Step } from "./step";

/** Padding before and after each of [images, height, width, channels]. */
export type Border = [[number, number], [number, number], [number, number], [number, number]];

/** The border that a node's windows go over; refuses what is reckoned otherwise. */
export function borderOf(node: GraphNode, refuse: Step["refuse"]): Border {
  if (text(node, "auto_pad", "NOTSET") !== "NOTSET") refuse("auto_pad");
  if (integer(node, "ceil_mode", 0) !== 0) refuse("ceil_mode");
  const [top, left, bottom, right] = integers(node, "pads", [0, 0, 0, 0]);
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** Whether there is none. */
export function isNone(border: Border): boolean {
  return border.flat().every((width) => width === 0);
}

/** A map with the border around it, filled with one value. */
export function bordered(
  tf: typeof Tfjs,
  x: Tfjs.Tensor4D,
  border: Border,
  value: number,
): Tfjs.Tensor4D {
  return isNone(border) ? x : tf.pad(x, border, value);
}
