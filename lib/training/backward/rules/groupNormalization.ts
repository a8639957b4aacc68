import { real, sizeOf, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";
import { standardise, standardisedGradient } from "../standardise";

/**
 * y = γ z + β with z = (x - m) / √(v + ε), m and v over the places of each image's group of channels:
 * dx = r (dz - mean dz - z mean(dz z)) with dz = γ dy, dγ = Σ dy z, dβ = Σ dy. γ and β have a number
 * for each group (opset 18 to 20) or for each channel (from 21 on).
 *
 * Source: Wu and He (2018), "Group normalization".
 */
export const groupNormalization: Rule = (graph, { node, gradient, needs }) => {
  const [x, gamma, beta] = node.inputs;
  const shape = graph.shape(x);
  const [batch, channels, ...extents] = shape;
  const groups = wholeNumber(node, "num_groups");
  const apart = [batch, groups, channels / groups, sizeOf(extents)];
  const z = standardise(graph, graph.reshape(x, apart), [2, 3], real(node, "epsilon", 1e-5));
  const dy = graph.reshape(gradient, apart);
  const one = [groups, graph.shape(gamma)[0] / groups, 1];
  const ofX = () => standardisedGradient(graph, z, graph.multiply(dy, graph.reshape(gamma, one)));
  const over = (value: string, like: string) =>
    graph.reshape(graph.sumTo(value, one), graph.shape(like));
  return [
    needs[0] ? graph.reshape(ofX(), shape) : null,
    needs[1] ? over(graph.multiply(dy, z.value), gamma) : null,
    needs[2] ? over(dy, beta) : null,
  ];
};
