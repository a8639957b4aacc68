import { wholeNumbers } from "../../../network/shapes";
import type { Rule } from "../rule";

/** Axes in another order: dx = dy with its axes put back. */
export const transpose: Rule = (graph, { node, gradient }) => {
  const axes = [...graph.shape(gradient).keys()];
  const order = wholeNumbers(node, "perm", [...axes].reverse());
  return [
    graph.transpose(
      gradient,
      axes.map((axis) => order.indexOf(axis)),
    ),
  ];
};
