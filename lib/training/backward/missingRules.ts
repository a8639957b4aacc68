import type { GraphNode } from "../../network/graph/types";
import { nodeText } from "../../network/shapes";

/** Operators between a network's logits and what gradients are asked of have no rule. */
export class MissingRules extends Error {
  /** Each operator once. */
  readonly operators: readonly string[];

  constructor(nodes: readonly GraphNode[]) {
    const operators = [...new Set(nodes.map(({ operator }) => operator))];
    const first = operators.map((name) => nodes.find(({ operator }) => operator === name));
    const found = first.flatMap((node) => (node ? [nodeText(node)] : [])).join(", ");
    super(`gradients: found ${found}, expected operators whose gradient is known`);
    this.name = "MissingRules";
    this.operators = operators;
  }
}
