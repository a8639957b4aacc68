import type { Constant } from "../../graph/types";
import { wholeNumber, wholeNumbers } from "../attributes";
import { axisFrom, sizeOf } from "../dimensions";
import { numbersOf } from "../numbers";
import { filling } from "../rules/constants";
import { gatheredRows, sectionsOf } from "../sections";
import type { FoldRule } from "../types";
import { pick, stretch } from "./pick";

const same: FoldRule = (_, [x]) => numbersOf(x as Constant);

const expand: FoldRule = (_, [x], { dimensions }) => stretch(x as Constant, dimensions);

const transpose: FoldRule = (node, [x], { dimensions }) => {
  const order = wholeNumbers(node, "perm", [...dimensions.keys()].reverse());
  return pick(x as Constant, dimensions, (place) =>
    place.map((_, axis) => place[order.indexOf(axis)]),
  );
};

const slice: FoldRule = (node, inputs, { dimensions }) => {
  const sections = new Map(
    sectionsOf({ node, inputs, known: inputs }).map((section) => [section.axis, section]),
  );
  return pick(inputs[0] as Constant, dimensions, (place) =>
    place.map((at, axis) => {
      const { start, step } = sections.get(axis) ?? { start: 0, step: 1 };
      return start + step * at;
    }),
  );
};

const gather: FoldRule = (node, inputs, { dimensions }) => {
  const { axis, rows } = gatheredRows({ node, inputs, known: inputs });
  const source = inputs[0] as Constant;
  const { dimensions: shape } = inputs[1] as Constant;
  const blocks = sizeOf(source.dimensions.slice(axis + 1));
  const taken = numbersOf(source);
  const outer = sizeOf(dimensions) / (sizeOf(shape) * blocks);
  const length = source.dimensions[axis] * blocks;
  return Array.from({ length: outer }, (_, i) =>
    rows.flatMap((row) => taken.slice(i * length + row * blocks, i * length + (row + 1) * blocks)),
  ).flat();
};

const concat: FoldRule = (node, inputs, { dimensions }) => {
  const axis = axisFrom(node, wholeNumber(node, "axis"), dimensions.length);
  const outer = sizeOf(dimensions.slice(0, axis));
  const parts = inputs.map((input) => numbersOf(input as Constant));
  return Array.from({ length: outer }, (_, i) =>
    parts.flatMap((part) => {
      const length = part.length / outer;
      return part.slice(i * length, (i + 1) * length);
    }),
  ).flat();
};

const range: FoldRule = (_, inputs, { dimensions }) => {
  const [start, , delta] = inputs.map((input) => numbersOf(input as Constant)[0]);
  return Array.from({ length: dimensions[0] }, (_, i) => start + i * delta);
};

const constantOfShape: FoldRule = (node, _, { dimensions }) =>
  new Array<number>(sizeOf(dimensions)).fill(numbersOf(filling(node))[0]);

/** What is known beforehand, made and laid out. */
export const LAYOUT_FOLDS: Readonly<Record<string, FoldRule>> = {
  ConstantOfShape: constantOfShape,
  Concat: concat,
  Expand: expand,
  Flatten: same,
  Gather: gather,
  Identity: same,
  Range: range,
  Reshape: same,
  Slice: slice,
  Squeeze: same,
  Transpose: transpose,
  Unsqueeze: same,
};
