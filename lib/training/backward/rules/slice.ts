import { sectionsOf } from "../../../network/shapes";
import { placeAlong } from "../alongAxis";
import type { Rule } from "../rule";

/** Elements of x: dx has dy where they were taken, else 0. */
export const slice: Rule = (graph, { node, gradient }) => {
  const sections = sectionsOf(graph.shaped.shapedNode(node));
  const extents = graph.shape(node.inputs[0]);
  const begins = extents.map(() => 0);
  const ends = extents.map(() => 0);
  for (const { axis, start, step, count } of sections) {
    if (step !== 1) continue;
    begins[axis] = start;
    ends[axis] = extents[axis] - start - count;
  }
  const padded = graph.pad(gradient, begins, ends);
  return [
    sections
      .filter(({ step }) => step !== 1)
      .reduce((at, { axis, start, step, count }) => {
        const rows = Array.from({ length: count }, (_, i) => start + i * step);
        return placeAlong(graph, at, { axis, rows, extent: extents[axis] });
      }, padded),
  ];
};
