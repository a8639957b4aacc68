import { real, refuseNode, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";
import { normalisedByBatch } from "./normalisedByBatch";

/**
 * y = γ r (x - m) + β with r = 1 / √(v + ε), m and v the running mean and variance of each channel:
 * dx = γ r dy, dγ = r Σ dy (x - m), dβ = Σ dy, sums over images and places. In training mode m and v are the batch's own (see `normalisedByBatch`).
 */
export const batchNormalization: Rule = (graph, back) => {
  const { node, gradient, needs } = back;
  if (wholeNumber(node, "training_mode", 0) === 1) return normalisedByBatch(graph, back);
  if (needs[3] || needs[4]) refuseNode(node, "a running statistic's gradient", "that of others");
  const [x, gamma, , mean, variance] = node.inputs;
  const [, channels, ...extents] = graph.shape(x);
  const byChannel = (value: string) => graph.reshape(value, [channels, ...extents.map(() => 1)]);
  const others = [0, ...extents.map((_, i) => i + 2)];
  const spread = graph.add(variance, graph.number(real(node, "epsilon", 1e-5)));
  const inverse = graph.node("Reciprocal", [graph.node("Sqrt", [spread])]);
  const over = (value: string) => graph.reduce("ReduceSum", value, others, false);
  const along = () => over(graph.multiply(gradient, graph.subtract(x, byChannel(mean))));
  return [
    needs[0] ? graph.multiply(gradient, byChannel(graph.multiply(gamma, inverse))) : null,
    needs[1] ? graph.multiply(along(), inverse) : null,
    needs[2] ? over(gradient) : null,
  ];
};
