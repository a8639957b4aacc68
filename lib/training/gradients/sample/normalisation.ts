import { sizeOf } from "../../../network/shapes";
import type { BackwardGraph } from "../../backward";
import { squaresOf } from "./squares";
import type { ParameterUse, SampleRule } from "./types";

/**
 * A normalisation of channels, y = γ z + β: of the scale ||Σ_t dy_t z_t||², of the shift ||Σ_t dy_t||²,
 * sums over the places of a channel (or of a group of them, where γ has a number for each group).
 */
export const byChannel: SampleRule = (graph, use) => {
  const [batch] = graph.shape(use.gradient);
  const count = sizeOf(graph.shape(use.node.inputs[1]));
  return summed(graph, use, (value, size) => {
    const apart = graph.reshape(value, [batch, count, size / (batch * count)]);
    return graph.sum(apart, [2]);
  });
};

/** A normalisation along the last axes, with a scale for each place along them. */
export const byPlace: SampleRule = (graph, use) => {
  const [batch] = graph.shape(use.gradient);
  const count = sizeOf(graph.shape(use.node.inputs[1]));
  return summed(graph, use, (value, size) => {
    const apart = graph.reshape(value, [batch, size / (batch * count), count]);
    return graph.sum(apart, [1]);
  });
};

function summed(
  graph: BackwardGraph,
  use: Parameters<SampleRule>[1],
  sum: (value: string, size: number) => string,
): string | null {
  const { node, input, gradient, isByImage } = use;
  if (!isByImage(node.inputs[0])) return null;
  const value = input === 1 ? graph.multiply(gradient, normalised(graph, use)) : gradient;
  return squaresOf(graph, sum(value, sizeOf(graph.shape(value))));
}

/** z: the node itself, with a scale of 1 and a shift of 0. */
function normalised(graph: BackwardGraph, { node }: ParameterUse): string {
  const [x, scale, , ...rest] = node.inputs;
  const like = graph.shape(scale);
  const [ones, zeros] = [graph.expand(graph.number(1), like), graph.zeros(like)];
  return graph.node(node.operator, [x, ones, zeros, ...rest], node.attributes);
}
