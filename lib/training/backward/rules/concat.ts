import { axisFrom, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";

/** Values one after the other along an axis: each takes its part of dy. */
export const concat: Rule = (graph, { node, gradient, needs }) => {
  const axis = axisFrom(node, wholeNumber(node, "axis"), graph.shape(gradient).length);
  let start = 0;
  return node.inputs.map((input, i) => {
    const section = { axis, start, step: 1, count: graph.shape(input)[axis] };
    start += section.count;
    return needs[i] ? graph.slice(gradient, [section]) : null;
  });
};
