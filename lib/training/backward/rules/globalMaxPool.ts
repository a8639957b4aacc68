import { sizeOf } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = the largest of a channel's places: dx = dy at the first of the largest, else 0, as in torch. */
export const globalMaxPool: Rule = (graph, { node, gradient }) => {
  const [x] = node.inputs;
  const extents = graph.shape(x);
  const [batch, channels, ...places] = extents;
  const count = sizeOf(places);
  const flat = graph.reshape(x, [batch, channels, count]);
  const winner = graph.node("ArgMax", [flat], { axis: 2, keepdims: 1 });
  const all = graph.integers(Array.from({ length: count }, (_, i) => i));
  const won = graph.node("Equal", [winner, all]);
  const spread = graph.reshape(gradient, [batch, channels, 1]);
  return [graph.reshape(graph.where(won, spread, graph.number(0)), extents)];
};
