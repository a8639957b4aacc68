import { real, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";

/**
 * y = α a' b' + β c, where a' is a or aᵀ and b' is b or bᵀ: da' = α dy b'ᵀ, db' = α a'ᵀ dy,
 * dc = β dy summed over what it was stretched by.
 */
export const gemm: Rule = (graph, { node, gradient, needs }) => {
  const [a, b, c] = node.inputs;
  const [transA, transB] = [wholeNumber(node, "transA", 0), wholeNumber(node, "transB", 0)];
  const scaled = graph.scale(gradient, real(node, "alpha", 1));
  const product = (left: string, right: string, turnLeft: number, turnRight: number) =>
    graph.node("Gemm", [left, right], { transA: turnLeft, transB: turnRight });
  const ofA = () =>
    transA === 0 ? product(scaled, b, 0, 1 - transB) : product(b, scaled, transB, 1);
  const ofB = () =>
    transB === 0 ? product(a, scaled, 1 - transA, 0) : product(scaled, a, 1, transA);
  const ofC = () => graph.sumTo(graph.scale(gradient, real(node, "beta", 1)), graph.shape(c));
  return [needs[0] ? ofA() : null, needs[1] ? ofB() : null, needs[2] ? ofC() : null];
};
