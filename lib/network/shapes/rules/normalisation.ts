import { wholeNumber } from "../attributes";
import { axisFrom } from "../dimensions";
import { given } from "../inputs";
import type { ShapeRule } from "../types";

const alike: ShapeRule = (shaped) => [given(shaped, 0)];

/** Output and, in training mode, the running mean and variance. */
const batchNormalization: ShapeRule = (shaped) => [
  given(shaped, 0),
  given(shaped, 3),
  given(shaped, 4),
];

/** Output, mean and 1 / standard deviation. */
const layerNormalization: ShapeRule = (shaped) => {
  const value = given(shaped, 0);
  const { type, dimensions } = value;
  const axis = axisFrom(shaped.node, wholeNumber(shaped.node, "axis", -1), dimensions.length);
  const kept = { type, dimensions: dimensions.map((extent, i) => (i < axis ? extent : 1)) };
  return [value, kept, kept];
};

/** Operators that bring values to mean 0 and variance 1. */
export const NORMALISATION: Readonly<Record<string, ShapeRule>> = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  InstanceNormalization: alike,
  GroupNormalization: alike,
};
