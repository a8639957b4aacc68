import { paddingOf, refuseNode, text } from "../../../network/shapes";
import { placeAlong } from "../alongAxis";
import type { Rule } from "../rule";

/**
 * x with a border. Of zeros or another constant: dx is dy without the border. Of x's own elements
 * (reflect, edge, wrap), which are then taken several times: dx sums dy over all that took one.
 */
export const pad: Rule = (graph, { node, gradient, needs }) => {
  const { begins, ends } = paddingOf(graph.shaped.shapedNode(node));
  if (needs[2]) refuseNode(node, "the border's gradient", "that of what it is around");
  const mode = text(node, "mode", "constant");
  if (mode === "constant") {
    return [graph.pad(gradient, begins.map(negated), ends.map(negated))];
  }
  const extents = graph.shape(node.inputs[0]);
  return [
    extents.reduce((at, extent, axis) => {
      const length = begins[axis] + extent + ends[axis];
      const rows = Array.from({ length }, (_, i) => bordering(mode, i - begins[axis], extent));
      return placeAlong(graph, at, { axis, rows, extent });
    }, gradient),
  ];
};

function negated(extent: number): number {
  return extent === 0 ? 0 : -extent;
}

/** Which element stands at a place that may lie outside. */
function bordering(mode: string, place: number, extent: number): number {
  if (mode === "edge") return Math.min(extent - 1, Math.max(0, place));
  if (mode === "wrap") return ((place % extent) + extent) % extent;
  const period = Math.max(1, 2 * (extent - 1));
  const within = ((place % period) + period) % period;
  return Math.min(within, period - within);
}
