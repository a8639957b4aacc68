import { foldInto } from "../fold";
import type { Constant, Graph, GraphNode } from "../graph/types";
import { float, floatsOf, integer } from "./attributes";
import { usesOf } from "./uses";

/**
 * The same graph with every batch normalisation that follows a convolution multiplied into it:
 * w' = w · g / sqrt(v + ε) and b' = β + (b - m) · g / sqrt(v + ε), in float64, rounded once to float32.
 * The folded constants keep the names of the convolution's, unless others use those too.
 *
 * @returns a graph without them, but for those whose convolution others use too
 * @example
 * const graph = foldBatchNorm(residualGraph(network, size));
 */
export function foldBatchNorm(graph: Graph): Graph {
  const makers = new Map<string, GraphNode>();
  for (const node of graph.nodes) for (const output of node.outputs) makers.set(output, node);
  const uses = usesOf(graph);
  const constants = new Map(graph.constants);
  const folded = new Map<GraphNode, GraphNode | null>();
  for (const norm of graph.nodes) {
    const convolution = makers.get(norm.inputs[0]);
    if (norm.operator !== "BatchNormalization" || convolution?.operator !== "Conv") continue;
    if (uses(convolution.outputs[0]) !== 1 || integer(norm, "training_mode", 0) !== 0) continue;
    const made = fold(convolution, norm, constants, uses);
    if (made === null) continue;
    folded.set(convolution, null);
    folded.set(norm, made);
  }
  // In the convolution's place stands nothing, in the normalisation's the folded convolution.
  const nodes = graph.nodes.flatMap((node) => folded.get(node) ?? (folded.has(node) ? [] : [node]));
  return { ...graph, nodes, constants: onlyUsed({ ...graph, nodes, constants }) };
}

function fold(
  convolution: GraphNode,
  norm: GraphNode,
  constants: Map<string, Constant>,
  uses: (value: string) => number,
): GraphNode | null {
  const [x, weightName, biasName = ""] = convolution.inputs;
  const weight = constants.get(weightName);
  const values = floatsOf(weight);
  const [gain, shift, mean, variance] = norm.inputs
    .slice(1, 5)
    .map((name) => floatsOf(constants.get(name)));
  if (weight === undefined || values === null) return null;
  if (gain === null || shift === null || mean === null || variance === null) return null;
  const bias = biasName === "" ? null : floatsOf(constants.get(biasName));
  if (biasName !== "" && bias === null) return null;
  const epsilon = float(norm, "epsilon", 1e-5);
  const scale = Float64Array.from(gain, (g, i) => g / Math.sqrt(variance[i] + epsilon));
  const data = new Float32Array(values.length);
  foldInto(data, values, scale);
  const shifted = Float32Array.from(shift, (b, i) => b + ((bias?.[i] ?? 0) - mean[i]) * scale[i]);
  const [output] = norm.outputs;
  const w = uses(weightName) === 1 ? weightName : `${output}.weight`;
  const wanted = biasName === "" ? `${w.replace(/\.weight$/, "")}.bias` : biasName;
  const others = uses(wanted) - (wanted === biasName ? 1 : 0);
  const b = others === 0 ? wanted : `${output}.bias`;
  constants.set(w, { ...weight, data });
  constants.set(b, { type: "float", dimensions: [shifted.length], data: shifted });
  return { ...convolution, inputs: [x, w, b], outputs: [output] };
}

function onlyUsed({ nodes, constants, outputs }: Graph): Map<string, Constant> {
  const used = new Set([...nodes.flatMap(({ inputs }) => inputs), ...outputs.map((o) => o.name)]);
  return new Map([...constants].filter(([name]) => used.has(name)));
}
