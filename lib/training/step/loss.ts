import type { BackwardGraph } from "../backward";

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
  graph: BackwardGraph,
  logits: string,
  targets: string,
): { loss: string; gradient: string } {
  const [batch] = graph.shape(logits);
  const logP = graph.node("LogSoftmax", [logits], { axis: 1 });
  const sum = graph.reduce("ReduceSum", graph.multiply(logP, targets), [0, 1], false);
  const wrong = graph.subtract(graph.number(1), targets);
  const others = graph.multiply(graph.node("Exp", [logP]), wrong);
  const total = graph.multiply(targets, graph.sum(others, [1]));
  return {
    loss: graph.scale(sum, -1 / batch),
    gradient: graph.scale(graph.subtract(others, total), 1 / batch),
  };
}
