import { largest } from "../../numeric/arrays";
import type { GraphNode } from "../graph/types";
import { refuseNode } from "./refuse";

/** How many elements a shape holds. */
export function sizeOf(dimensions: readonly number[]): number {
  return dimensions.reduce((product, extent) => product * extent, 1);
}

/** Whether two shapes are one. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, i) => extent === b[i]);
}

/** For each axis how far apart its neighbours lie, row-major. */
export function stridesOf(dimensions: readonly number[]): number[] {
  const strides = new Array<number>(dimensions.length).fill(1);
  for (let axis = dimensions.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1] * dimensions[axis + 1];
  }
  return strides;
}

/**
 * An axis counted from the front.
 *
 * @throws RangeError naming the node if there is no such axis
 */
export function axisFrom(node: GraphNode, axis: number, rank: number): number {
  const found = axis < 0 ? axis + rank : axis;
  if (found >= 0 && found < rank) return found;
  return refuseNode(node, `axis ${axis}`, `one of ${rank}`);
}

/**
 * The shape that several shapes are stretched to.
 *
 * @throws RangeError naming the node if they do not fit
 * @example
 * broadcast(node, [[8, 1, 4], [3, 1]]); // [8, 3, 4]
 */
export function broadcast(node: GraphNode, shapes: readonly (readonly number[])[]): number[] {
  const rank = largest(shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const extents = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const extent = extents.find((candidate) => candidate !== 1) ?? 1;
    if (extents.some((other) => other !== 1 && other !== extent)) {
      refuseNode(node, `shapes [${shapes.join("] and [")}]`, "shapes that broadcast");
    }
    return extent;
  });
}
