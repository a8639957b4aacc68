import { real } from "../../../network/shapes";
import type { Rule } from "../rule";

/**
 * y = x where x > 0, else a (e^x - 1): dx = dy where x > 0, else dy (y + a).
 *
 * Source: Clevert, Unterthiner and Hochreiter (2016), "Fast and accurate deep network learning by
 * exponential linear units".
 */
export const elu: Rule = (graph, { node, gradient }) => {
  const positive = graph.node("Greater", [node.inputs[0], graph.number(0)]);
  const slope = graph.add(node.outputs[0], graph.number(real(node, "alpha", 1)));
  return [graph.where(positive, gradient, graph.multiply(gradient, slope))];
};
