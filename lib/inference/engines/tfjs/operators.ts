import type * as Tfjs from "@tensorflow/tfjs-core";
import { float, integer } from "../../../network/passes/attributes";
import { convolve } from "./convolve";
import { pool } from "./pool";
import { given, type Step } from "./step";
import { asInGraph, asMap, mapped, plain, type Tf, type Value } from "./value";

type Run = (step: Step) => Value;

/** The operators that are run, each by what it does. */
export const operators: Readonly<Record<string, Run>> = {
  Conv: convolve,
  MaxPool: pool,
  AveragePool: pool,
  Relu: byValue((tf, x) => tf.relu(x)),
  Sigmoid: byValue((tf, x) => tf.sigmoid(x)),
  Tanh: byValue((tf, x) => tf.tanh(x)),
  Identity: byValue((_, x) => x),
  Dropout: byValue((_, x) => x),
  LeakyRelu: byValue((tf, x, { node }) => tf.leakyRelu(x, float(node, "alpha", 0.01))),
  Clip: byValue(clip),
  Add: ofTwo((tf, a, b) => tf.add(a, b)),
  Sub: ofTwo((tf, a, b) => tf.sub(a, b)),
  Mul: ofTwo((tf, a, b) => tf.mul(a, b)),
  Div: ofTwo((tf, a, b) => tf.div(a, b)),
  BatchNormalization: batchNorm,
  GlobalAveragePool: ({ tf, inputs }) => mapped(tf.mean(asMap(tf, given(inputs[0])), [1, 2], true)),
  Concat: concat,
  Flatten: flatten,
  Reshape: reshape,
  Gemm: gemm,
  MatMul: ({ tf, inputs: [a, b] }) =>
    plain(tf.matMul(asInGraph(tf, given(a)), asInGraph(tf, given(b)))),
};

/** What works value by value, whichever way its map lies. */
function byValue(run: (tf: Tf, x: Tfjs.Tensor, step: Step) => Tfjs.Tensor): Run {
  return (step) => {
    const x = given(step.inputs[0]);
    return { ...x, tensor: run(step.tf, x.tensor, step) };
  };
}

/** What works on two values, one of which may be a single number. */
function ofTwo(run: (tf: Tf, a: Tfjs.Tensor, b: Tfjs.Tensor) => Tfjs.Tensor): Run {
  return ({ tf, inputs }) => {
    const [a, b] = [given(inputs[0]), given(inputs[1])];
    if (a.channelsLast === b.channelsLast) return { ...a, tensor: run(tf, a.tensor, b.tensor) };
    if (a.tensor.size === 1 && a.tensor.rank < 2)
      return { ...b, tensor: run(tf, a.tensor, b.tensor) };
    if (b.tensor.size === 1 && b.tensor.rank < 2)
      return { ...a, tensor: run(tf, a.tensor, b.tensor) };
    return plain(run(tf, asInGraph(tf, a), asInGraph(tf, b)));
  };
}

/** Bounds are attributes up to opset 10, then inputs. */
function clip(tf: Tf, x: Tfjs.Tensor, step: Step): Tfjs.Tensor {
  const bound = (i: number, name: string, otherwise: number) => {
    if (step.inputs[i] === undefined) return float(step.node, name, otherwise);
    return Number(step.constant(i)?.data[0] ?? step.refuse("bounds that are computed"));
  };
  return tf.clipByValue(x, bound(1, "min", -3.4e38), bound(2, "max", 3.4e38));
}

function batchNorm({ tf, node, inputs }: Step): Value {
  const [x, scale, offset, mean, variance] = inputs.map((value) => given(value));
  const [g, b, m, v] = [scale, offset, mean, variance].map(({ tensor }) => tensor as Tfjs.Tensor1D);
  const epsilon = float(node, "epsilon", 1e-5);
  if (x.tensor.rank !== 4) {
    const spread = tf.sqrt(tf.add(v, epsilon));
    return plain(tf.add(tf.mul(tf.div(tf.sub(x.tensor, m), spread), g), b));
  }
  return mapped(tf.batchNorm(asMap(tf, x), m, v, b, g, epsilon));
}

function concat({ tf, node, inputs, refuse }: Step): Value {
  const values = inputs.map((value) => given(value));
  const { rank } = values[0].tensor;
  const axis = integer(node, "axis", 1);
  const at = axis < 0 ? axis + rank : axis;
  if (at >= rank) refuse(`axis ${axis}`);
  if (!values.every(({ channelsLast }) => channelsLast)) {
    return plain(
      tf.concat(
        values.map((value) => asInGraph(tf, value)),
        at,
      ),
    );
  }
  return mapped(
    tf.concat(
      values.map(({ tensor }) => tensor),
      [0, 3, 1, 2][at],
    ),
  );
}

function flatten({ tf, node, inputs }: Step): Value {
  const x = asInGraph(tf, given(inputs[0]));
  const axis = integer(node, "axis", 1);
  const rows = x.shape.slice(0, axis < 0 ? axis + x.rank : axis).reduce((a, b) => a * b, 1);
  return plain(tf.reshape(x, [rows, x.size / rows]));
}

function reshape({ tf, node, inputs, constant, refuse }: Step): Value {
  const x = asInGraph(tf, given(inputs[0]));
  const told = constant(1);
  if (told === undefined) return refuse("a shape that is computed");
  const keepsZero = integer(node, "allowzero", 0) === 1;
  const shape = [...told.data].map((extent, i) =>
    Number(extent) === 0 && !keepsZero ? x.shape[i] : Number(extent),
  );
  return plain(tf.reshape(x, shape));
}

/** y = alpha A B + beta C, either transposed. */
function gemm({ tf, node, inputs }: Step): Value {
  const [a, b] = [asInGraph(tf, given(inputs[0])), asInGraph(tf, given(inputs[1]))];
  const turned = (name: string) => integer(node, name, 0) === 1;
  const [alpha, beta] = [float(node, "alpha", 1), float(node, "beta", 1)];
  const product = tf.matMul(a, b, turned("transA"), turned("transB"));
  const scaled = alpha === 1 ? product : tf.mul(product, alpha);
  const c = inputs[2];
  if (c === undefined) return plain(scaled);
  const added = asInGraph(tf, c);
  return plain(tf.add(scaled, beta === 1 ? added : tf.mul(added, beta)));
}
