import { wholeNumber, wholeNumbers } from "../attributes";
import { given } from "../inputs";
import { refuseNode } from "../refuse";
import type { ShapedNode, ShapeRule, ValueShape } from "../types";
import { transposedWindowOf, windowOf } from "../window";

function mapOf(shaped: ShapedNode): { value: ValueShape; batch: number; channels: number } {
  const value = given(shaped, 0);
  if (value.dimensions.length < 3) {
    refuseNode(shaped.node, `an input [${value.dimensions}]`, "[batch, channels, extents]");
  }
  const [batch, channels] = value.dimensions;
  return { value, batch, channels };
}

const convolution: ShapeRule = (shaped) => {
  const { value, batch, channels } = mapOf(shaped);
  const [outChannels, perGroup, ...kernel] = given(shaped, 1).dimensions;
  const groups = wholeNumber(shaped.node, "group", 1);
  if (perGroup * groups !== channels || outChannels % groups !== 0) {
    const found = `${channels} channels and a weight [${given(shaped, 1).dimensions}]`;
    refuseNode(shaped.node, found, `a weight for ${groups} groups of ${channels / groups}`);
  }
  const { outputs } = windowOf(shaped.node, value.dimensions.slice(2), kernel);
  return [{ type: value.type, dimensions: [batch, outChannels, ...outputs] }];
};

const transposedConvolution: ShapeRule = (shaped) => {
  const { value, batch, channels } = mapOf(shaped);
  const [inChannels, perGroup, ...kernel] = given(shaped, 1).dimensions;
  const groups = wholeNumber(shaped.node, "group", 1);
  if (inChannels !== channels) {
    const found = `${channels} channels and a weight [${given(shaped, 1).dimensions}]`;
    refuseNode(shaped.node, found, `a weight for ${channels} channels`);
  }
  const { outputs } = transposedWindowOf(shaped.node, value.dimensions.slice(2), kernel);
  return [{ type: value.type, dimensions: [batch, perGroup * groups, ...outputs] }];
};

/** Output and, for MaxPool, the places of the largest values. */
const pool: ShapeRule = (shaped) => {
  const { value, batch, channels } = mapOf(shaped);
  const kernel = wholeNumbers(shaped.node, "kernel_shape");
  const { outputs } = windowOf(shaped.node, value.dimensions.slice(2), kernel);
  const dimensions = [batch, channels, ...outputs];
  const pooled: ValueShape = { type: value.type, dimensions };
  return [pooled, { type: "int64", dimensions }];
};

const globalPool: ShapeRule = (shaped) => {
  const { value, batch, channels } = mapOf(shaped);
  const dimensions = [batch, channels, ...value.dimensions.slice(2).map(() => 1)];
  return [{ type: value.type, dimensions }];
};

/** Operators that move a window over a map, [batch, channels, extents]. */
export const WINDOWS: Readonly<Record<string, ShapeRule>> = {
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  MaxPool: pool,
  AveragePool: pool,
  GlobalAveragePool: globalPool,
  GlobalMaxPool: globalPool,
};
