import type { RowGraph } from "../graph";

/**
 * Softmax cross-entropy, the mean over the batch: loss = -Σ t log softmax(z) / batch, with t one-hot,
 * and its derivative for the logits, (p - t) / batch. At the true class p - 1 is taken as minus the
 * sum of the other classes' p, which keeps its digits in float32 where p is almost 1. Smoothed by s, the
 * labels are (1 - s) t + s / K, as torch has them.
 *
 * @param logits z, [batch, classes]
 * @param targets t, [batch, classes]
 * @param smoothing s and K; none unless given
 * @see Szegedy et al. (2016), "Rethinking the Inception architecture", section 7
 * @returns loss of no dimension, gradient [batch, classes]
 * @example
 * const { loss, gradient } = crossEntropy(graph, logits, targets);
 */
export function crossEntropy(
  graph: RowGraph,
  logits: string,
  targets: string,
  smoothing: { readonly share: number; readonly classes: number } = { share: 0, classes: 1 },
): { loss: string; gradient: string } {
  const logP = graph.node("LogSoftmax", [logits], { axis: 1 });
  const share = graph.number(1 / graph.batch);
  const sum = graph.reduce("ReduceSum", graph.multiply(logP, targets), [0, 1]);
  const hard = graph.node("Neg", [graph.multiply(sum, share)]);
  const others = graph.multiply(
    graph.node("Exp", [logP]),
    graph.subtract(graph.number(1), targets),
  );
  const total = graph.reduce("ReduceSum", others, [1], true);
  const difference = graph.subtract(others, graph.multiply(targets, total));
  if (smoothing.share === 0) return { loss: hard, gradient: graph.multiply(difference, share) };
  const even = graph.number(smoothing.share / smoothing.classes);
  const all = graph.node("Neg", [graph.multiply(graph.reduce("ReduceSum", logP, [0, 1]), share)]);
  const kept = graph.multiply(hard, graph.number(1 - smoothing.share));
  const moved = graph.subtract(graph.multiply(targets, graph.number(smoothing.share)), even);
  return {
    loss: graph.add(kept, graph.multiply(all, even)),
    gradient: graph.multiply(graph.add(difference, moved), share),
  };
}
