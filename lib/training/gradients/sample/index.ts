import { conv, convTranspose } from "./convolution";
import { add, mul } from "./elementwise";
import { byChannel, byPlace } from "./normalisation";
import { gemm, matMul } from "./product";
import type { SampleRule } from "./types";

export { squaresOf } from "./squares";
export type { ParameterUse, SampledUse } from "./types";

/** The operators whose parameters' gradients are known image by image, by name. */
export const SAMPLE_RULES: ReadonlyMap<string, SampleRule> = new Map<string, SampleRule>([
  ["Add", add],
  ["BatchNormalization", byChannel],
  ["Conv", conv],
  ["ConvTranspose", convTranspose],
  ["Gemm", gemm],
  ["GroupNormalization", byChannel],
  ["InstanceNormalization", byChannel],
  ["LayerNormalization", byPlace],
  ["MatMul", matMul],
  ["Mul", mul],
]);
