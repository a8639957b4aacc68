import { append } from "../../numeric/arrays";
import type { Graph, GraphNode } from "../graph/types";
import { integer } from "../passes/attributes";
import { makersOf, PASSED_ON, said } from "./makers";

/** Operators that mix values of several channels: what stands before them is no output's form. */
const MIXING = new Set([
  ...["Conv", "ConvTranspose", "Gemm", "MatMul", "Einsum", "LSTM", "GRU", "RNN"],
  ...["BatchNormalization", "LayerNormalization", "InstanceNormalization", "GroupNormalization"],
]);

/** A graph whose output are logits, and how they came about. */
export interface Logits {
  readonly graph: Graph;
  readonly notes: readonly string[];
  /** A node at the end that makes no logits of a softmax, such as a sigmoid. */
  readonly foreign: GraphNode | null;
}

/**
 * The same graph with a softmax, its logarithm or both at its end taken off. Where probabilities come
 * out otherwise (of several softmaxes averaged, say), their logarithm stands in: of logits it differs
 * by one number a row.
 *
 * @param graph with one output
 * @example
 * withoutSoftmax(graph).notes; // ["the softmax at the end is taken off: probs (Softmax)"]
 */
export function withoutSoftmax(graph: Graph): Logits {
  const makers = makersOf(graph);
  const [output] = graph.outputs;
  const last = lastOf(output.name, makers);
  const ends = last?.operator === "Log" ? [last, lastOf(last.inputs[0], makers)] : [last];
  const softmax = ends[ends.length - 1];
  if (softmax !== undefined && isSoftmaxOfRows(softmax)) {
    const off = new Set(ends);
    const nodes = graph.nodes.map((node) => (off.has(node) ? passing(node) : node));
    const notes = [`the softmax at the end is taken off: ${said(softmax)}`];
    return { graph: { ...graph, nodes }, notes, foreign: null };
  }
  const inner = endsIn(output.name, makers);
  if (inner?.operator === "Softmax") return withLogarithm(graph, inner);
  return { graph, notes: [], foreign: inner };
}

/** The node that makes a value's numbers. */
function lastOf(value: string, makers: ReadonlyMap<string, GraphNode>): GraphNode | undefined {
  let node = makers.get(value);
  while (node !== undefined && PASSED_ON.has(node.operator)) node = makers.get(node.inputs[0]);
  return node;
}

function isSoftmaxOfRows(node: GraphNode): boolean {
  const axis = integer(node, "axis", 1);
  return ["Softmax", "LogSoftmax"].includes(node.operator) && (axis === 1 || axis === -1);
}

function passing(node: GraphNode): GraphNode {
  return { ...node, operator: "Identity", attributes: {} };
}

/** The softmax or sigmoid that the output is made of without another layer between. */
function endsIn(value: string, makers: ReadonlyMap<string, GraphNode>): GraphNode | null {
  const queue = [value];
  const seen = new Set<string>();
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const node = makers.get(next);
    if (node === undefined || seen.has(next) || MIXING.has(node.operator)) continue;
    seen.add(next);
    if (node.operator === "Softmax" || node.operator === "Sigmoid") return node;
    append(queue, node.inputs);
  }
  return null;
}

/** log(max(p, 2^-126)): the smallest normal number, so that no logit is infinite. */
function withLogarithm(graph: Graph, softmax: GraphNode): Logits {
  const [output] = graph.outputs;
  const [least, floored, name] = ["least", "floored", "logarithm"].map(
    (word) => `${output.name}.${word}`,
  );
  const constant = { type: "float", dimensions: [], data: Float32Array.of(2 ** -126) } as const;
  const nodes: GraphNode[] = [
    ...graph.nodes,
    {
      ...{ operator: "Max", name: floored, inputs: [output.name, least], outputs: [floored] },
      attributes: {},
    },
    { operator: "Log", name, inputs: [floored], outputs: [name], attributes: {} },
  ];
  return {
    graph: {
      ...graph,
      nodes,
      outputs: [{ ...output, name }],
      constants: new Map([...graph.constants, [least, constant]]),
    },
    notes: [
      `probabilities come out, not of one softmax alone (${said(softmax)}): their logarithm serves as logits`,
    ],
    foreign: null,
  };
}
