import type { Graph, GraphNode } from "../graph/types";
import { attributesToInputs } from "./attributesToInputs";
import { batchNormalizationByOutputs } from "./batchNormalization";
import { dropoutWithoutRatio } from "./dropout";
import { softmaxFromAxis } from "./softmax";
import { splitByOutputs } from "./split";
import type { Additions, Upgrade } from "./types";

/** The opset that graphs are brought to, if theirs is older. */
const OPSET = 18;

/** What changed, and the opset that changed it, the older one first. */
const CHANGES: readonly (readonly [operator: string, opset: number, upgrade: Upgrade])[] = [
  ["Slice", 10, attributesToInputs("starts", "ends", "axes")],
  ["Clip", 11, attributesToInputs("min", "max")],
  ["Pad", 11, attributesToInputs("pads", "value")],
  ["Dropout", 12, dropoutWithoutRatio],
  ["LogSoftmax", 13, softmaxFromAxis],
  ["ReduceSum", 13, attributesToInputs("axes")],
  ["Softmax", 13, softmaxFromAxis],
  ["Split", 13, attributesToInputs("split")],
  ["Squeeze", 13, attributesToInputs("axes")],
  ["Unsqueeze", 13, attributesToInputs("axes")],
  ["BatchNormalization", 14, batchNormalizationByOutputs],
  ["ReduceL1", 18, attributesToInputs("axes")],
  ["ReduceL2", 18, attributesToInputs("axes")],
  ["ReduceLogSumExp", 18, attributesToInputs("axes")],
  ["ReduceMax", 18, attributesToInputs("axes")],
  ["ReduceMean", 18, attributesToInputs("axes")],
  ["ReduceMin", 18, attributesToInputs("axes")],
  ["ReduceProd", 18, attributesToInputs("axes")],
  ["ReduceSumSquare", 18, attributesToInputs("axes")],
  ["Split", 18, splitByOutputs],
];

/**
 * The same network in operators of opset 18, where its own is older: attributes that have become inputs,
 * and softmax along one axis. Graphs of later opsets are given back as they are.
 *
 * Source: Changelog.md of the ONNX project.
 *
 * @throws RangeError naming a node in training mode, or an attribute of another kind than it was
 * @example
 * const shaped = ShapedGraph.of(upgraded(graph), new Map([["images", [32, 3, 32, 32]]]));
 */
export function upgraded(graph: Graph): Graph {
  if (graph.opset >= OPSET) return graph;
  const constants = new Map(graph.constants);
  const additions: Additions = {
    constant(node, what, constant) {
      const name = `${node.outputs[0]}/${what}`;
      constants.set(name, constant);
      return name;
    },
  };
  const nodes = CHANGES.filter(([, opset]) => graph.opset < opset).reduce<readonly GraphNode[]>(
    (before, [operator, , upgrade]) =>
      before.flatMap((node) => (node.operator === operator ? upgrade(node, additions) : [node])),
    graph.nodes,
  );
  return { ...graph, opset: OPSET, nodes, constants };
}
