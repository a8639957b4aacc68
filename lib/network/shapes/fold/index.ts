import type { Constant } from "../../graph/types";
import { sizeOf } from "../dimensions";
import { constantOf } from "../numbers";
import { constantAt, shapeRange } from "../rules/constants";
import type { FoldRule, ShapedNode, ValueShape } from "../types";
import { ARITHMETIC_FOLDS } from "./arithmetic";
import { LAYOUT_FOLDS } from "./layout";

const RULES: ReadonlyMap<string, FoldRule> = new Map(
  [ARITHMETIC_FOLDS, LAYOUT_FOLDS].flatMap(Object.entries),
);

/** Shapes, axes, indices and masks are smaller; weights are left to the engine. */
const MOST_ELEMENTS = 4096;

/**
 * What a node's output holds, where that can be told beforehand and is small: everything that shapes
 * are made of.
 *
 * @returns null where it comes at run time, is large, or the operator is none that shapes are made with
 */
export function fold(shaped: ShapedNode, output: ValueShape): Constant | null {
  const { node, inputs, known } = shaped;
  const { type, dimensions } = output;
  if (node.operator === "Constant") return constantAt(node);
  if (node.operator === "Shape" && inputs[0]) {
    const extents = inputs[0].dimensions;
    const { start, end } = shapeRange(node, extents.length);
    return constantOf(type, dimensions, extents.slice(start, end));
  }
  if (node.operator === "Size" && inputs[0]) {
    return constantOf(type, dimensions, [sizeOf(inputs[0].dimensions)]);
  }
  const rule = RULES.get(node.operator);
  const isKnown = inputs.every((input, i) => input === null || known[i]);
  if (!rule || !isKnown || sizeOf(dimensions) > MOST_ELEMENTS) return null;
  return constantOf(type, dimensions, rule(node, known, output));
}
