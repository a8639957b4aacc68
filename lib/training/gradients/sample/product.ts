import { real, sizeOf, wholeNumber } from "../../../network/shapes";
import { productNorms } from "./productNorms";
import { squaresOf, stretchedNorms } from "./squares";
import type { SampleRule } from "./types";

/** Gemm of one row an image: of the weight ||α dy||² ||a||², of the bias ||β dy||². */
export const gemm: SampleRule = (graph, { node, input, gradient, isByImage }) => {
  const [a, , c] = node.inputs;
  if (!isByImage(a) || wholeNumber(node, "transA", 0) === 1) return null;
  if (input === 2) {
    const scaled = graph.scale(gradient, real(node, "beta", 1));
    return stretchedNorms(graph, scaled, graph.shape(c));
  }
  const scaled = graph.scale(gradient, real(node, "alpha", 1));
  return graph.multiply(squaresOf(graph, scaled), squaresOf(graph, a));
};

/** MatMul of several rows an image by a matrix: ||Σ_t dy_tᵀ x_t||². */
export const matMul: SampleRule = (graph, { node, input, gradient, isByImage }) => {
  const [x, weight] = node.inputs;
  const shape = graph.shape(x);
  const matrix = graph.shape(weight);
  if (input !== 1 || matrix.length !== 2 || shape.length < 2 || !isByImage(x)) return null;
  const [batch] = shape;
  const places = sizeOf(shape.slice(1, -1));
  const columns = (value: string, count: number) =>
    graph.turn(graph.reshape(value, [batch, places, count]));
  return productNorms(graph, columns(x, matrix[0]), columns(gradient, matrix[1]));
};
