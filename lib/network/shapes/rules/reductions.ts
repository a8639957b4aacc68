import type { GraphNode } from "../../graph/types";
import { wholeNumber } from "../attributes";
import { axisFrom } from "../dimensions";
import { given, numbersAt } from "../inputs";
import type { ShapedNode, ShapeRule } from "../types";

/**
 * The axes that a reduction goes along, counted from the front, in order.
 *
 * @throws RangeError naming the node if they come at run time or are none of the input's
 */
export function reducedAxes(shaped: ShapedNode): number[] {
  const rank = given(shaped, 0).dimensions.length;
  const axes = numbersAt(shaped, 1, "axes") ?? [];
  if (axes.length > 0) return axes.map((axis) => axisFrom(shaped.node, axis, rank)).sort(ascending);
  const none = wholeNumber(shaped.node, "noop_with_empty_axes", 0) === 1;
  return none ? [] : Array.from({ length: rank }, (_, axis) => axis);
}

function ascending(a: number, b: number): number {
  return a - b;
}

function without(
  dimensions: readonly number[],
  axes: readonly number[],
  node: GraphNode,
): readonly number[] {
  if (wholeNumber(node, "keepdims", 1) === 1) {
    return dimensions.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
  }
  return dimensions.filter((_, axis) => !axes.includes(axis));
}

const reduction: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  return [{ type, dimensions: without(dimensions, reducedAxes(shaped), shaped.node) }];
};

const place: ShapeRule = (shaped) => {
  const { dimensions } = given(shaped, 0);
  const axis = axisFrom(shaped.node, wholeNumber(shaped.node, "axis", 0), dimensions.length);
  return [{ type: "int64", dimensions: without(dimensions, [axis], shaped.node) }];
};

const REDUCTIONS_BY_NAME = [
  ...["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2"],
  ...["ReduceSumSquare", "ReduceLogSumExp"],
];

/** Operators that leave axes out; their axes are an input, as from opset 18 on. */
export const REDUCTIONS: Readonly<Record<string, ShapeRule>> = {
  ...Object.fromEntries(REDUCTIONS_BY_NAME.map((name) => [name, reduction])),
  ArgMax: place,
  ArgMin: place,
};
