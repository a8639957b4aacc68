import { wholeNumber } from "./attributes";
import { axisFrom } from "./dimensions";
import { given, numbersAt } from "./inputs";
import { refuseNode } from "./refuse";
import type { ShapedNode } from "./types";

/** What a Slice takes along one axis: `count` elements from `start` on, `step` apart. */
export interface Section {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/**
 * What a Slice takes, ends and negative numbers settled.
 *
 * @throws RangeError naming the node if starts, ends, axes or steps come at run time
 */
export function sectionsOf(shaped: ShapedNode): Section[] {
  const { dimensions } = given(shaped, 0);
  const starts = numbersAt(shaped, 1, "starts") ?? [];
  const ends = numbersAt(shaped, 2, "ends") ?? [];
  const axes = numbersAt(shaped, 3, "axes") ?? [...starts.keys()];
  const steps = numbersAt(shaped, 4, "steps") ?? starts.map(() => 1);
  return starts.map((asked, i) => {
    const axis = axisFrom(shaped.node, axes[i], dimensions.length);
    const extent = dimensions[axis];
    const step = steps[i];
    const [least, most] = step > 0 ? [0, extent] : [-1, extent - 1];
    const settled = (at: number) => Math.min(most, Math.max(least, at < 0 ? at + extent : at));
    const start = Math.max(0, settled(asked));
    const end = ends[i] < -extent ? least : settled(ends[i]);
    return { axis, start, step, count: Math.max(0, Math.ceil((end - start) / step)) };
  });
}

/**
 * The sizes of a Split's parts along its axis.
 *
 * @throws RangeError naming the node if they do not make up the axis
 */
export function partsOf(shaped: ShapedNode): { axis: number; parts: readonly number[] } {
  const { node } = shaped;
  const { dimensions } = given(shaped, 0);
  const axis = axisFrom(node, wholeNumber(node, "axis", 0), dimensions.length);
  const count = wholeNumber(node, "num_outputs", node.outputs.length);
  const whole = Math.ceil(dimensions[axis] / count);
  const even = Array.from({ length: count }, (_, i) =>
    i < count - 1 ? whole : dimensions[axis] - whole * (count - 1),
  );
  const parts = numbersAt(shaped, 1, "parts") ?? even;
  if (parts.reduce((sum, part) => sum + part, 0) !== dimensions[axis] || parts.some((n) => n < 0)) {
    refuseNode(node, `parts [${parts}]`, `parts of ${dimensions[axis]}`);
  }
  return { axis, parts };
}

/** Elements added before and after each axis by a Pad; negative where they are taken off. */
export interface Padding {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

/** A Pad's padding by axis; throws as {@link sectionsOf}. */
export function paddingOf(shaped: ShapedNode): Padding {
  const { dimensions } = given(shaped, 0);
  const pads = numbersAt(shaped, 1, "pads") ?? [];
  const asked = numbersAt(shaped, 3, "axes") ?? [...dimensions.keys()];
  const axes = asked.map((axis) => axisFrom(shaped.node, axis, dimensions.length));
  if (pads.length !== 2 * axes.length) {
    refuseNode(shaped.node, `pads [${pads}]`, `${2 * axes.length} numbers`);
  }
  const begins = dimensions.map(() => 0);
  const ends = dimensions.map(() => 0);
  axes.forEach((axis, i) => {
    begins[axis] = pads[i];
    ends[axis] = pads[axes.length + i];
  });
  return { begins, ends };
}

/** The rows that a Gather with known indices takes, counted from the front. */
export function gatheredRows(shaped: ShapedNode): { axis: number; rows: readonly number[] } {
  const { node } = shaped;
  const { dimensions } = given(shaped, 0);
  const axis = axisFrom(node, wholeNumber(node, "axis", 0), dimensions.length);
  const asked = numbersAt(shaped, 1, "indices") ?? refuseNode(node, "no indices", "some");
  const rows = asked.map((row) => axisFrom(node, row, dimensions[axis]));
  return { axis, rows };
}
