import type { Constant, ValueType } from "../../graph/types";
import { numbersOf } from "../numbers";
import type { FoldRule } from "../types";
import { stretch } from "./pick";

const isWhole = (type: ValueType) => type === "int32" || type === "int64";

const UNARY: Readonly<Record<string, (x: number) => number>> = {
  Abs: Math.abs,
  Ceil: Math.ceil,
  Floor: Math.floor,
  Neg: (x) => -x,
  Not: (x) => (x === 0 ? 1 : 0),
  Sqrt: Math.sqrt,
};

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Pow: (a, b) => a ** b,
  // As ONNX has it for whole numbers: the sign is the divisor's.
  Mod: (a, b) => a - b * Math.floor(a / b),
  Max: Math.max,
  Min: Math.min,
  And: (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
  Or: (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
  Equal: (a, b) => (a === b ? 1 : 0),
  Greater: (a, b) => (a > b ? 1 : 0),
  GreaterOrEqual: (a, b) => (a >= b ? 1 : 0),
  Less: (a, b) => (a < b ? 1 : 0),
  LessOrEqual: (a, b) => (a <= b ? 1 : 0),
};

const unary =
  (apply: (x: number) => number): FoldRule =>
  (_, [x]) =>
    numbersOf(x as Constant).map(apply);

const binary =
  (apply: (a: number, b: number) => number): FoldRule =>
  (_, inputs, { dimensions }) => {
    const [first, ...others] = inputs.map((input) => stretch(input as Constant, dimensions));
    return first.map((a, i) => others.reduce((value, other) => apply(value, other[i]), a));
  };

/** Whole numbers are divided without a rest, towards 0. */
const divide: FoldRule = (node, inputs, output) => {
  const apply = isWhole(output.type)
    ? (a: number, b: number) => Math.trunc(a / b)
    : (a: number, b: number) => a / b;
  return binary(apply)(node, inputs, output);
};

const where: FoldRule = (_, inputs, { dimensions }) => {
  const [chosen, a, b] = inputs.map((input) => stretch(input as Constant, dimensions));
  return chosen.map((yes, i) => (yes !== 0 ? a[i] : b[i]));
};

const cast: FoldRule = (_, [x], { type }) => {
  const values = numbersOf(x as Constant);
  if (type === "bool") return values.map((value) => (value === 0 ? 0 : 1));
  return isWhole(type) ? values.map(Math.trunc) : values;
};

/** Arithmetic with what is known beforehand. */
export const ARITHMETIC_FOLDS: Readonly<Record<string, FoldRule>> = {
  ...Object.fromEntries(Object.entries(UNARY).map(([name, apply]) => [name, unary(apply)])),
  ...Object.fromEntries(Object.entries(BINARY).map(([name, apply]) => [name, binary(apply)])),
  Div: divide,
  Where: where,
  Cast: cast,
};
