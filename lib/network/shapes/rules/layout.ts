import { wholeNumber, wholeNumbers } from "../attributes";
import { axisFrom, broadcast, sizeOf } from "../dimensions";
import { given, numbersAt } from "../inputs";
import { refuseNode } from "../refuse";
import type { ShapeRule } from "../types";

const reshape: ShapeRule = (shaped) => {
  const { node } = shaped;
  const { type, dimensions } = given(shaped, 0);
  const asked = numbersAt(shaped, 1, "sizes") ?? refuseNode(node, "no sizes", "a shape");
  const keepsZero = wholeNumber(node, "allowzero", 0) === 1;
  const copied = asked.map((extent, i) => (extent === 0 && !keepsZero ? dimensions[i] : extent));
  const rest = sizeOf(dimensions) / sizeOf(copied.filter((extent) => extent !== -1));
  const made = copied.map((extent) => (extent === -1 ? rest : extent));
  if (sizeOf(made) !== sizeOf(dimensions) || !made.every(Number.isInteger)) {
    refuseNode(node, `[${dimensions}] as [${asked}]`, "as many elements");
  }
  return [{ type, dimensions: made }];
};

const flatten: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const axis = wholeNumber(shaped.node, "axis", 1);
  const from = axis < 0 ? axis + dimensions.length : axis;
  return [
    { type, dimensions: [sizeOf(dimensions.slice(0, from)), sizeOf(dimensions.slice(from))] },
  ];
};

const transpose: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const order = wholeNumbers(shaped.node, "perm", [...dimensions.keys()].reverse());
  if (order.length !== dimensions.length) {
    refuseNode(shaped.node, `perm [${order}]`, `${dimensions.length} axes`);
  }
  return [{ type, dimensions: order.map((axis) => dimensions[axis]) }];
};

const squeeze: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const axes = numbersAt(shaped, 1, "axes")?.map((axis) =>
    axisFrom(shaped.node, axis, dimensions.length),
  );
  const left = dimensions.filter((extent, axis) => !(axes ? axes.includes(axis) : extent === 1));
  if (sizeOf(left) !== sizeOf(dimensions)) {
    refuseNode(shaped.node, `axes [${axes}] of [${dimensions}]`, "axes of one element");
  }
  return [{ type, dimensions: left }];
};

const unsqueeze: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const asked = numbersAt(shaped, 1, "axes") ?? [];
  const rank = dimensions.length + asked.length;
  const axes = asked.map((axis) => axisFrom(shaped.node, axis, rank));
  const rest = [...dimensions];
  const made = Array.from({ length: rank }, (_, axis) =>
    axes.includes(axis) ? 1 : (rest.shift() ?? 1),
  );
  return [{ type, dimensions: made }];
};

const expand: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const asked = numbersAt(shaped, 1, "sizes") ?? [];
  return [{ type, dimensions: broadcast(shaped.node, [dimensions, asked]) }];
};

/** Operators that lay the same elements out anew. */
export const LAYOUT: Readonly<Record<string, ShapeRule>> = {
  Reshape: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Expand: expand,
};
