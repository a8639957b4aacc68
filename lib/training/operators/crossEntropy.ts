import type { RowGraph } from "../graph";

/**
 * Softmax cross-entropy, the mean over the batch: loss = -Σ t log softmax(z) / batch, with t one-hot,
 * and its derivative for the logits, (p - t) / batch. At the true class p - 1 is taken as minus the
 * sum of the other classes' p, which keeps its digits in float32 where p is almost 1.
 *
 * @param logits z, [batch, classes]
 * @param targets t, [batch, classes]
 * @returns loss of no dimension, gradient [batch, classes]
 * @example
 * const { loss, gradient } = crossEntropy(graph, logits, targets);
 */
export function crossEntropy(
  graph: RowGraph,
  logits: string,
  targets: string,
): { loss: string; gradient: string } {
  const logP = graph.node("LogSoftmax", [logits], { axis: 1 });
  const share = graph.number(1 / graph.batch);
  const sum = graph.reduce("ReduceSum", graph.multiply(logP, targets), [0, 1]);
  const loss = graph.node("Neg", [graph.multiply(sum, share)]);
  const others = graph.multiply(
    graph.node("Exp", [logP]),
    graph.subtract(graph.number(1), targets),
  );
  const total = graph.reduce("ReduceSum", others, [1], true);
  const difference = graph.subtract(others, graph.multiply(targets, total));
  return { loss, gradient: graph.multiply(difference, share) };
}
