import { text } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";
import type { Rule } from "../rule";

/**
 * y = x Φ(x), Φ the normal distribution: dx = dy (Φ(x) + x φ(x)). With approximate = "tanh",
 * y = x (1 + t) / 2 with t = tanh(√(2/π) (x + 0.044715 x³)):
 * dx = dy ((1 + t) / 2 + x (1 - t²) √(2/π) (1 + 0.134145 x²) / 2).
 *
 * Source: Hendrycks and Gimpel (2016), "Gaussian error linear units".
 */
export const gelu: Rule = (graph, { node, gradient }) => {
  const [x] = node.inputs;
  const isExact = text(node, "approximate", "none") === "none";
  return [graph.multiply(gradient, isExact ? exact(graph, x) : approximate(graph, x))];
};

function exact(graph: BackwardGraph, x: string): string {
  const error = graph.node("Erf", [graph.scale(x, Math.SQRT1_2)]);
  const share = graph.scale(graph.add(error, graph.number(1)), 1 / 2);
  const bell = graph.node("Exp", [graph.scale(graph.multiply(x, x), -1 / 2)]);
  const density = graph.scale(bell, 1 / Math.sqrt(2 * Math.PI));
  return graph.add(share, graph.multiply(x, density));
}

function approximate(graph: BackwardGraph, x: string): string {
  const [one, root] = [graph.number(1), Math.sqrt(2 / Math.PI)];
  const square = graph.multiply(x, x);
  const inner = graph.multiply(x, graph.add(one, graph.scale(square, 0.044715)));
  const t = graph.node("Tanh", [graph.scale(inner, root)]);
  const slope = graph.scale(graph.add(one, graph.scale(square, 3 * 0.044715)), root / 2);
  const bent = graph.multiply(graph.subtract(one, graph.multiply(t, t)), slope);
  return graph.add(graph.scale(graph.add(one, t), 1 / 2), graph.multiply(x, bent));
}
