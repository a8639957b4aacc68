import { wholeNumber } from "../attributes";
import { axisFrom } from "../dimensions";
import { given } from "../inputs";
import { refuseNode } from "../refuse";
import { paddingOf, partsOf, sectionsOf } from "../sections";
import type { ShapeRule } from "../types";

const concat: ShapeRule = (shaped) => {
  const { node } = shaped;
  const shapes = shaped.inputs.map((_, i) => given(shaped, i));
  const [{ type, dimensions }] = shapes;
  const axis = axisFrom(node, wholeNumber(node, "axis"), dimensions.length);
  const fits = shapes.every(
    (other) =>
      other.dimensions.length === dimensions.length &&
      other.dimensions.every((extent, i) => i === axis || extent === dimensions[i]),
  );
  if (!fits) {
    const found = shapes.map((shape) => `[${shape.dimensions}]`).join(", ");
    refuseNode(node, found, `shapes that differ along axis ${axis} alone`);
  }
  const whole = shapes.reduce((sum, shape) => sum + shape.dimensions[axis], 0);
  return [{ type, dimensions: dimensions.map((extent, i) => (i === axis ? whole : extent)) }];
};

const split: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const { axis, parts } = partsOf(shaped);
  return parts.map((part) => ({
    type,
    dimensions: dimensions.map((extent, i) => (i === axis ? part : extent)),
  }));
};

const slice: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const made = [...dimensions];
  for (const { axis, count } of sectionsOf(shaped)) made[axis] = count;
  return [{ type, dimensions: made }];
};

const pad: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const { begins, ends } = paddingOf(shaped);
  return [{ type, dimensions: dimensions.map((extent, i) => extent + begins[i] + ends[i]) }];
};

const gather: ShapeRule = (shaped) => {
  const { type, dimensions } = given(shaped, 0);
  const axis = axisFrom(shaped.node, wholeNumber(shaped.node, "axis", 0), dimensions.length);
  const made = [
    ...dimensions.slice(0, axis),
    ...given(shaped, 1).dimensions,
    ...dimensions.slice(axis + 1),
  ];
  return [{ type, dimensions: made }];
};

const scatter: ShapeRule = (shaped) => [given(shaped, 0)];

/** Operators that take elements out or put them together. */
export const SELECTION: Readonly<Record<string, ShapeRule>> = {
  Concat: concat,
  Split: split,
  Slice: slice,
  Pad: pad,
  Gather: gather,
  ScatterElements: scatter,
  ScatterND: scatter,
};
