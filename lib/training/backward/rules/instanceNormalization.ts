import { real } from "../../../network/shapes";
import type { Rule } from "../rule";
import { standardise, standardisedGradient } from "../standardise";

/**
 * y = γ z + β with z = (x - m) / √(v + ε), m and v over the places of each image's channel:
 * dx = r (dz - mean dz - z mean(dz z)) with dz = γ dy, dγ = Σ dy z, dβ = Σ dy.
 *
 * Source: Ulyanov, Vedaldi and Lempitsky (2016), "Instance normalization".
 */
export const instanceNormalization: Rule = (graph, { node, gradient, needs }) => {
  const [x, gamma, beta] = node.inputs;
  const [, channels, ...extents] = graph.shape(x);
  const z = standardise(
    graph,
    x,
    extents.map((_, i) => i + 2),
    real(node, "epsilon", 1e-5),
  );
  const one = [channels, ...extents.map(() => 1)];
  const ofX = () =>
    standardisedGradient(graph, z, graph.multiply(gradient, graph.reshape(gamma, one)));
  const over = (value: string, like: string) =>
    graph.reshape(graph.sumTo(value, one), graph.shape(like));
  return [
    needs[0] ? ofX() : null,
    needs[1] ? over(graph.multiply(gradient, z.value), gamma) : null,
    needs[2] ? over(gradient, beta) : null,
  ];
};
