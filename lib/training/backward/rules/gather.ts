import { gatheredRows } from "../../../network/shapes";
import { placeAlong } from "../alongAxis";
import type { Rule } from "../rule";

/** Rows of x by indices that are known beforehand: dx sums dy over all that took a row. */
export const gather: Rule = (graph, { node, gradient }) => {
  const { axis, rows } = gatheredRows(graph.shaped.shapedNode(node));
  const extents = graph.shape(node.inputs[0]);
  const flat = [...extents.slice(0, axis), rows.length, ...extents.slice(axis + 1)];
  const taken = graph.reshape(gradient, flat);
  return [placeAlong(graph, taken, { axis, rows, extent: extents[axis] })];
};
