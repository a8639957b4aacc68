import type { GraphNode } from "../../network/graph/types";
import { refuseNode, sameShape } from "../../network/shapes";
import type { BackwardGraph } from "./backwardGraph";
import { MissingRules } from "./missingRules";
import { RULES } from "./rules";

/** What is differentiated, and with respect to what. */
export interface Question {
  /** The value that the direction is of, as the logits. */
  readonly output: string;
  /** A value of the output's shape: the gradient that comes from behind it. */
  readonly direction: string;
  /** Inputs, constants or values in between. */
  readonly wanted: readonly string[];
}

/**
 * The way back, added to a forward graph: the gradient of Σ direction * output with respect to each
 * wanted value, by the chain rule from the last node to the first, each operator by its own rule.
 *
 * @returns wanted value to the name of its gradient, of its shape; those that the output does not hang
 * on are left out
 * @throws MissingRules naming all operators on the way that have no rule
 * @throws RangeError naming the node whose attributes its rule does not know
 * @example
 * const gradients = differentiate(graph, { output: "logits", direction, wanted: ["images"] });
 */
export function differentiate(graph: BackwardGraph, question: Question): Map<string, string> {
  const { output, direction, wanted } = question;
  const nodes = nodesBetween(graph, question);
  const missing = nodes.filter(({ operator }) => !RULES.has(operator));
  if (missing.length > 0) throw new MissingRules(missing);
  const depends = new Set([...wanted, ...nodes.flatMap(({ outputs }) => outputs)]);
  const gradients = new Map([[output, direction]]);
  for (const node of [...nodes].reverse()) {
    const needs = node.inputs.map((input) => depends.has(input) && isFloat(graph, input));
    const found = backThrough(graph, node, gradients, needs);
    node.inputs.forEach((input, i) => {
      const gradient = needs[i] ? found[i] : null;
      if (!gradient) return;
      if (!sameShape(graph.shape(gradient), graph.shape(input))) {
        refuseNode(node, `a gradient [${graph.shape(gradient)}]`, `[${graph.shape(input)}]`);
      }
      const before = gradients.get(input);
      gradients.set(input, before === undefined ? gradient : graph.add(before, gradient));
    });
  }
  return new Map(
    wanted.flatMap((value) => {
      const gradient = gradients.get(value);
      return gradient === undefined ? [] : [[value, gradient] as const];
    }),
  );
}

/**
 * Operators on the way from wanted values to an output that have no rule, each once: empty where
 * {@link differentiate} knows all.
 *
 * @example
 * operatorsWithoutRule(graph, { output: "logits", wanted: ["images"] }); // ["GridSample"]
 */
export function operatorsWithoutRule(
  graph: BackwardGraph,
  question: Pick<Question, "output" | "wanted">,
): string[] {
  const operators = nodesBetween(graph, question).map(({ operator }) => operator);
  return [...new Set(operators)].filter((operator) => !RULES.has(operator));
}

/** The nodes that lead from the wanted values to the output, in their order. */
function nodesBetween(
  graph: BackwardGraph,
  { output, wanted }: Pick<Question, "output" | "wanted">,
): GraphNode[] {
  const { order } = graph.shaped;
  const depends = new Set(wanted);
  const after = order.filter(({ inputs, outputs }) => {
    if (!inputs.some((input) => depends.has(input) && isFloat(graph, input))) return false;
    for (const value of outputs) if (value !== "") depends.add(value);
    return true;
  });
  const leads = new Set([output]);
  return after
    .reverse()
    .filter(({ inputs, outputs }) => {
      if (!outputs.some((value) => leads.has(value) && isFloat(graph, value))) return false;
      for (const input of inputs) leads.add(input);
      return true;
    })
    .reverse();
}

function backThrough(
  graph: BackwardGraph,
  node: GraphNode,
  gradients: ReadonlyMap<string, string>,
  needs: readonly boolean[],
): readonly (string | null)[] {
  const all = node.outputs.map((value) => gradients.get(value) ?? null);
  const first = all.find((gradient) => gradient !== null);
  const rule = RULES.get(node.operator);
  if (first === undefined || first === null || !rule) return [];
  const others = all.findIndex((gradient, i) => i > 0 && gradient !== null);
  if (others !== -1 && node.operator !== "Split") {
    refuseNode(node, `a use of output ${others + 1}`, "a use of the first alone");
  }
  return rule(graph, { node, gradient: first, gradients: all, needs });
}

function isFloat(graph: BackwardGraph, value: string): boolean {
  return value !== "" && graph.shaped.shape(value).type === "float";
}
