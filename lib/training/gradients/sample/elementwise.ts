import { stretchedNorms } from "./squares";
import type { SampleRule } from "./types";

/** Add: the gradient itself, summed over what the constant was stretched by. */
export const add: SampleRule = (graph, { node, input, gradient, isByImage }) => {
  if (!isByImage(node.outputs[0])) return null;
  return stretchedNorms(graph, gradient, graph.shape(node.inputs[input]));
};

/** Mul: the gradient times the other factor, summed likewise. */
export const mul: SampleRule = (graph, { node, input, gradient, isByImage }) => {
  if (!isByImage(node.outputs[0])) return null;
  const product = graph.multiply(gradient, node.inputs[1 - input]);
  return stretchedNorms(graph, product, graph.shape(node.inputs[input]));
};
