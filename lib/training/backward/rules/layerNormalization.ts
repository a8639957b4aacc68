import { axisFrom, real, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";
import { standardise, standardisedGradient } from "../standardise";

/**
 * y = γ z + β with z = (x - m) / √(v + ε), m and v along the axes from `axis` on:
 * dx = r (dz - mean dz - z mean(dz z)) with dz = γ dy, dγ = Σ dy z, dβ = Σ dy.
 *
 * Source: Ba, Kiros and Hinton (2016), "Layer normalization".
 */
export const layerNormalization: Rule = (graph, { node, gradient, needs }) => {
  const [x, gamma, beta] = node.inputs;
  const rank = graph.shape(x).length;
  const first = axisFrom(node, wholeNumber(node, "axis", -1), rank);
  const axes = Array.from({ length: rank - first }, (_, i) => first + i);
  const z = standardise(graph, x, axes, real(node, "epsilon", 1e-5));
  const ofX = () => standardisedGradient(graph, z, graph.multiply(gradient, gamma));
  const ofGamma = () => graph.sumTo(graph.multiply(gradient, z.value), graph.shape(gamma));
  return [
    needs[0] ? ofX() : null,
    needs[1] ? ofGamma() : null,
    needs[2] ? graph.sumTo(gradient, graph.shape(beta)) : null,
  ];
};
