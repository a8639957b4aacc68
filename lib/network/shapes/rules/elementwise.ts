import { broadcast } from "../dimensions";
import { given } from "../inputs";
import type { ShapedNode, ShapeRule, ValueShape } from "../types";

/** The first input's shape and type. */
const alike: ShapeRule = (shaped) => [given(shaped, 0)];

function stretched(shaped: ShapedNode): readonly number[] {
  const shapes = shaped.inputs.map((_, i) => given(shaped, i).dimensions);
  return broadcast(shaped.node, shapes);
}

const arithmetic: ShapeRule = (shaped) => [
  { type: given(shaped, 0).type, dimensions: stretched(shaped) },
];

const comparison: ShapeRule = (shaped) => [{ type: "bool", dimensions: stretched(shaped) }];

const where: ShapeRule = (shaped) => [
  { type: given(shaped, 1).type, dimensions: stretched(shaped) },
];

/** Output and mask. */
const dropout: ShapeRule = (shaped) => {
  const value: ValueShape = given(shaped, 0);
  return [value, { ...value, type: "bool" }];
};

const UNARY = [
  ...["Abs", "Ceil", "Clip", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish"],
  ...["Identity", "LeakyRelu", "Log", "LogSoftmax", "Mish", "Neg", "Not", "Reciprocal", "Relu"],
  ...["Round", "Selu", "Sigmoid", "Sign", "Softmax", "Softplus", "Sqrt", "Tanh"],
];
const ARITHMETIC = ["Add", "Sub", "Mul", "Div", "Pow", "Mod", "Max", "Min", "Sum", "And", "Or"];
const COMPARISON = ["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"];

/** Operators that work element by element, or keep the shape. */
export const ELEMENTWISE: Readonly<Record<string, ShapeRule>> = {
  ...Object.fromEntries(UNARY.map((name) => [name, alike])),
  ...Object.fromEntries(ARITHMETIC.map((name) => [name, arithmetic])),
  ...Object.fromEntries(COMPARISON.map((name) => [name, comparison])),
  PRelu: alike,
  Where: where,
  Dropout: dropout,
};
