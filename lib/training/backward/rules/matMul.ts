import { sizeOf } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";
import type { Rule } from "../rule";

/**
 * y = a b, matrices or stacks of them: da = dy bᵀ, db = aᵀ dy, each summed over the stack it was
 * stretched by. A vector on the left is a row, one on the right a column.
 */
export const matMul: Rule = (graph, { node, gradient, needs }) => {
  const [a, b] = node.inputs;
  const [shapeOfA, shapeOfB] = [graph.shape(a), graph.shape(b)];
  const left = shapeOfA.length === 1 ? [1, ...shapeOfA] : shapeOfA;
  const right = shapeOfB.length === 1 ? [...shapeOfB, 1] : shapeOfB;
  const [A, B] = [graph.reshape(a, left), graph.reshape(b, right)];
  const stack = graph.shape(gradient).slice(0, Math.max(left.length, right.length) - 2);
  const dy = graph.reshape(gradient, [...stack, left[left.length - 2], right[right.length - 1]]);
  const ofA = () => graph.sumTo(graph.product(dy, graph.turn(B)), left);
  const ofB = () => (right.length === 2 ? flatProduct(graph, A, dy) : stackProduct());
  const stackProduct = () => graph.sumTo(graph.product(graph.turn(A), dy), right);
  return [
    needs[0] ? graph.reshape(ofA(), shapeOfA) : null,
    needs[1] ? graph.reshape(ofB(), shapeOfB) : null,
  ];
};

/** Σ aᵀ dy over a whole stack, as one product. */
function flatProduct(graph: BackwardGraph, a: string, gradient: string): string {
  const rows = (value: string) => {
    const shape = graph.shape(value);
    const columns = shape[shape.length - 1];
    return graph.reshape(value, [sizeOf(shape) / columns, columns]);
  };
  return graph.node("Gemm", [rows(a), rows(gradient)], { transA: 1 });
}
