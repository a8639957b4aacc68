import type { Rule } from "../rule";
import { abs } from "./abs";
import { add } from "./add";
import { averagePool } from "./averagePool";
import { batchNormalization } from "./batchNormalization";
import { cast } from "./cast";
import { clip } from "./clip";
import { concat } from "./concat";
import { conv } from "./conv";
import { convTranspose } from "./convTranspose";
import { div } from "./div";
import { dropout } from "./dropout";
import { elu } from "./elu";
import { erf } from "./erf";
import { exp } from "./exp";
import { expand } from "./expand";
import { flatten } from "./flatten";
import { gather } from "./gather";
import { gelu } from "./gelu";
import { gemm } from "./gemm";
import { globalAveragePool } from "./globalAveragePool";
import { globalMaxPool } from "./globalMaxPool";
import { groupNormalization } from "./groupNormalization";
import { hardSigmoid } from "./hardSigmoid";
import { hardSwish } from "./hardSwish";
import { identity } from "./identity";
import { instanceNormalization } from "./instanceNormalization";
import { layerNormalization } from "./layerNormalization";
import { leakyRelu } from "./leakyRelu";
import { log } from "./log";
import { logSoftmax } from "./logSoftmax";
import { matMul } from "./matMul";
import { max } from "./max";
import { maxPool } from "./maxPool";
import { min } from "./min";
import { mul } from "./mul";
import { neg } from "./neg";
import { pad } from "./pad";
import { pow } from "./pow";
import { pRelu } from "./pRelu";
import { reciprocal } from "./reciprocal";
import { reduceL2 } from "./reduceL2";
import { reduceMean } from "./reduceMean";
import { reduceSum } from "./reduceSum";
import { relu } from "./relu";
import { reshape } from "./reshape";
import { sigmoid } from "./sigmoid";
import { slice } from "./slice";
import { softmax } from "./softmax";
import { softplus } from "./softplus";
import { split } from "./split";
import { sqrt } from "./sqrt";
import { squeeze } from "./squeeze";
import { sub } from "./sub";
import { tanh } from "./tanh";
import { transpose } from "./transpose";
import { unsqueeze } from "./unsqueeze";
import { where } from "./where";

/** The operators whose way back is known, by name. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["Abs", abs],
  ["Add", add],
  ["AveragePool", averagePool],
  ["BatchNormalization", batchNormalization],
  ["Cast", cast],
  ["Clip", clip],
  ["Concat", concat],
  ["Conv", conv],
  ["ConvTranspose", convTranspose],
  ["Div", div],
  ["Dropout", dropout],
  ["Elu", elu],
  ["Erf", erf],
  ["Exp", exp],
  ["Expand", expand],
  ["Flatten", flatten],
  ["Gather", gather],
  ["Gelu", gelu],
  ["Gemm", gemm],
  ["GlobalAveragePool", globalAveragePool],
  ["GlobalMaxPool", globalMaxPool],
  ["GroupNormalization", groupNormalization],
  ["HardSigmoid", hardSigmoid],
  ["HardSwish", hardSwish],
  ["Identity", identity],
  ["InstanceNormalization", instanceNormalization],
  ["LayerNormalization", layerNormalization],
  ["LeakyRelu", leakyRelu],
  ["Log", log],
  ["LogSoftmax", logSoftmax],
  ["MatMul", matMul],
  ["Max", max],
  ["MaxPool", maxPool],
  ["Min", min],
  ["Mul", mul],
  ["Neg", neg],
  ["PRelu", pRelu],
  ["Pad", pad],
  ["Pow", pow],
  ["Reciprocal", reciprocal],
  ["ReduceL2", reduceL2],
  ["ReduceMean", reduceMean],
  ["ReduceSum", reduceSum],
  ["Relu", relu],
  ["Reshape", reshape],
  ["Sigmoid", sigmoid],
  ["Slice", slice],
  ["Softmax", softmax],
  ["Softplus", softplus],
  ["Split", split],
  ["Sqrt", sqrt],
  ["Squeeze", squeeze],
  ["Sub", sub],
  ["Tanh", tanh],
  ["Transpose", transpose],
  ["Unsqueeze", unsqueeze],
  ["Where", where],
]);
