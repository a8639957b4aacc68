import type { BackwardGraph } from "../backward";

/**
 * Softmax cross-entropy, the mean over the batch: loss = -Σ t log softmax(z) / batch, with t one-hot,
 * and its derivative for the logits, (p - t) / batch. At the true class p - 1 is taken as minus the
 * sum of the other classes' p, which keeps its digits in float32 where p is almost 1. Smoothed by s, the
 * labels are (1 - s) t + s / K, as torch has them.
 *
 * @param logits z, [batch, classes]
 * @param targets t, [batch, classes]
 * @param smoothing s, from 0 to below 1
 * @returns loss of no dimension, gradient [batch, classes]
 * @example
 * const { loss, gradient } = crossEntropy(graph, logits, targets, 0);
 */
export function crossEntropy(
  graph: BackwardGraph,
  logits: string,
  targets: string,
  smoothing: number,
): { loss: string; gradient: string } {
  const [batch, classes] = graph.shape(logits);
  const logP = graph.node("LogSoftmax", [logits], { axis: 1 });
  const sum = graph.reduce("ReduceSum", graph.multiply(logP, targets), [0, 1], false);
  const wrong = graph.subtract(graph.number(1), targets);
  const others = graph.multiply(graph.node("Exp", [logP]), wrong);
  const total = graph.multiply(targets, graph.sum(others, [1]));
  const hard = graph.scale(sum, -1 / batch);
  const difference = graph.subtract(others, total);
  if (smoothing === 0) return { loss: hard, gradient: graph.scale(difference, 1 / batch) };
  const even = smoothing / classes;
  const all = graph.scale(graph.reduce("ReduceSum", logP, [0, 1], false), -1 / batch);
  const moved = graph.subtract(graph.scale(targets, smoothing), graph.number(even));
  return {
    loss: graph.add(graph.scale(hard, 1 - smoothing), graph.scale(all, even)),
    gradient: graph.scale(graph.add(difference, moved), 1 / batch),
  };
}
