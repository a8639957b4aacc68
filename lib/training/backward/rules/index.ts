import type { Rule } from "../rule";
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
import { erf } from "./erf";
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
import { logSoftmax } from "./logSoftmax";
import { matMul } from "./matMul";
import { maxPool } from "./maxPool";
import { mul } from "./mul";
import { pad } from "./pad";
import { pow } from "./pow";
import { reduceMean } from "./reduceMean";
import { reduceSum } from "./reduceSum";
import { relu } from "./relu";
import { reshape } from "./reshape";
import { sigmoid } from "./sigmoid";
import { slice } from "./slice";
import { softmax } from "./softmax";
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
  ["Erf", erf],
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
  ["LogSoftmax", logSoftmax],
  ["MatMul", matMul],
  ["MaxPool", maxPool],
  ["Mul", mul],
  ["Pad", pad],
  ["Pow", pow],
  ["ReduceMean", reduceMean],
  ["ReduceSum", reduceSum],
  ["Relu", relu],
  ["Reshape", reshape],
  ["Sigmoid", sigmoid],
  ["Slice", slice],
  ["Softmax", softmax],
  ["Split", split],
  ["Sqrt", sqrt],
  ["Squeeze", squeeze],
  ["Sub", sub],
  ["Tanh", tanh],
  ["Transpose", transpose],
  ["Unsqueeze", unsqueeze],
  ["Where", where],
]);
