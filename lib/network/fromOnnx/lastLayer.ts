import type { Constant, Graph, GraphNode } from "../graph/types";
import { float, floatsOf, integer } from "../passes/attributes";
import type { Classifier } from "../types";
import { makersOf, PASSED_ON } from "./makers";

/** Operators that change each logit by itself where their other input is constant. */
const SHIFTS = new Set(["Add", "Sub", "Mul", "Div"]);

/** The last layer of a graph. */
export interface LastLayer {
  /** The value that it sees. */
  readonly embedding: string;
  readonly embeddingSize: number;
  readonly classes: number;
  /** The layer itself; null where more than it makes the logits. */
  readonly classifier: Classifier | null;
}

/**
 * The last Gemm or MatMul of constant weight that the logits come from.
 *
 * @returns null where another operator comes first on the way back
 * @example
 * lastLayer(graph)?.embeddingSize; // 512
 */
export function lastLayer(graph: Graph): LastLayer | null {
  const makers = makersOf(graph);
  const between: GraphNode[] = [];
  let node = makers.get(graph.outputs[0].name);
  while (node !== undefined && !["Gemm", "MatMul"].includes(node.operator)) {
    const computed: string[] = node.inputs.filter((input) => !graph.constants.has(input));
    const shifts = SHIFTS.has(node.operator) && computed.length === 1;
    if (!shifts && !PASSED_ON.has(node.operator)) return null;
    if (shifts) between.push(node);
    node = makers.get(shifts ? computed[0] : node.inputs[0]);
  }
  if (node === undefined) return null;
  const layer = layerOf(node, graph);
  if (layer === null) return null;
  const { weight, bias, classes, embeddingSize } = layer;
  const shifted = biasOf(between, bias, classes, graph);
  const classifier = shifted && { name: node.name, weight, bias: shifted };
  return { embedding: node.inputs[0], embeddingSize, classes, classifier };
}

/** Weight [classes, embeddingSize] and bias of a Gemm or MatMul; null where they are computed. */
function layerOf(node: GraphNode, { constants }: Graph) {
  const constant = constants.get(node.inputs[1]);
  const values = floatsOf(constant);
  if (constant?.dimensions.length !== 2 || values === null) return null;
  if (integer(node, "transA", 0) !== 0) return null;
  const turned = node.operator === "Gemm" && integer(node, "transB", 0) === 1;
  const [rows, columns] = constant.dimensions;
  const [classes, embeddingSize] = turned ? [rows, columns] : [columns, rows];
  const [alpha, beta] = [float(node, "alpha", 1), float(node, "beta", 1)];
  const weight = new Float32Array(values.length);
  for (let k = 0; k < classes; k++) {
    for (let i = 0; i < embeddingSize; i++) {
      const at = turned ? k * embeddingSize + i : i * classes + k;
      weight[k * embeddingSize + i] = alpha * values[at];
    }
  }
  const given = node.operator === "Gemm" ? constants.get(node.inputs[2] ?? "") : undefined;
  const bias = given === undefined ? new Float32Array(classes) : spread(given, classes);
  if (bias === null || (node.operator === "Gemm" && node.inputs[2] && !given)) return null;
  return { weight, bias: bias.map((value) => beta * value), classes, embeddingSize };
}

/** The bias with what is added behind the layer; null where something else happens there. */
function biasOf(
  between: readonly GraphNode[],
  bias: Float32Array,
  classes: number,
  { constants }: Graph,
): Float32Array | null {
  if (between.length === 0) return bias;
  const [added] = between;
  const constant = added.inputs.map((name) => constants.get(name)).find((one) => one !== undefined);
  if (between.length > 1 || added.operator !== "Add" || constant === undefined) return null;
  return spread(constant, classes)?.map((value, k) => value + bias[k]) ?? null;
}

/** A constant as one number a class; null where it is of another size. */
function spread(constant: Constant, classes: number): Float32Array | null {
  const values = floatsOf(constant);
  if (values?.length === classes) return values.slice();
  return values?.length === 1 ? new Float32Array(classes).fill(values[0]) : null;
}
