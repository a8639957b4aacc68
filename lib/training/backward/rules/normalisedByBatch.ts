import { real, refuseNode, sizeOf } from "../../../network/shapes";
import type { Rule } from "../rule";

/**
 * Batch normalisation in training mode: y = γ r (x - m) + β with m and v the mean and the biased variance
 * of each channel over the batch's M places and r = 1 / √(v + ε):
 * dβ = Σ dy, dγ = r Σ dy (x - m), dx = γ r (dy - dβ / M - (x - m) r dγ / M).
 *
 * m and v are the node's own second and third output, which with a momentum of 0 are the batch's alone.
 *
 * Source: Ioffe and Szegedy (2015), "Batch normalization".
 */
export const normalisedByBatch: Rule = (graph, { node, gradient, needs }) => {
  const momentum = real(node, "momentum", 0.9);
  if (momentum !== 0) refuseNode(node, `training with momentum ${momentum}`, "0, the batch alone");
  const [x, scale] = node.inputs;
  const [, channels, ...extents] = graph.shape(x);
  const byChannel = (value: string) => graph.reshape(value, [channels, ...extents.map(() => 1)]);
  const others = [0, ...extents.map((_, i) => i + 2)];
  const [mean, variance] = [1, 2].map((index) => graph.shaped.output(node, index));
  const spread = graph.add(variance, graph.number(real(node, "epsilon", 1e-5)));
  const inverse = graph.node("Reciprocal", [graph.node("Sqrt", [spread])]);
  const centred = graph.subtract(x, byChannel(mean));
  const over = (value: string) => graph.reduce("ReduceSum", value, others, false);
  const beta = over(gradient);
  const gamma = graph.multiply(over(graph.multiply(gradient, centred)), inverse);
  const ofX = () => {
    const rate = graph.multiply(scale, inverse);
    const share = graph.scale(rate, -channels / sizeOf(graph.shape(x)));
    const slope = byChannel(graph.multiply(graph.multiply(share, inverse), gamma));
    const offset = byChannel(graph.multiply(share, beta));
    const through = graph.multiply(gradient, byChannel(rate));
    return graph.add(through, graph.add(graph.multiply(centred, slope), offset));
  };
  return [needs[0] ? ofX() : null, needs[1] ? gamma : null, needs[2] ? beta : null];
};
