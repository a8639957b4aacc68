import type { BackwardGraph } from "../backwardGraph";
import type { Rule } from "../rule";

/** TensorProto.DataType.FLOAT of onnx.proto. */
const FLOAT = 1;

/**
 * y = x^e: dx = dy e x^(e - 1) and, where asked for, de = dy y ln x, each summed over what it was
 * stretched by. For e = 0, dx = 0 wherever x is.
 */
export const pow: Rule = (graph, { node, gradient, needs }) => {
  const [x, e] = node.inputs;
  const byExponent = () =>
    graph.multiply(gradient, graph.multiply(node.outputs[0], graph.node("Log", [x])));
  return [
    needs[0] ? graph.sumTo(graph.multiply(gradient, slope(graph, x, e)), graph.shape(x)) : null,
    needs[1] ? graph.sumTo(byExponent(), graph.shape(e)) : null,
  ];
};

function slope(graph: BackwardGraph, x: string, e: string): string {
  const known = graph.known(e);
  if (known?.length === 1) {
    const [exponent] = known;
    if (exponent === 2) return graph.scale(x, 2);
    if (exponent === 0) return graph.number(0);
    return graph.scale(graph.node("Pow", [x, graph.number(exponent - 1)]), exponent);
  }
  const isFloat = graph.shaped.shape(e).type === "float";
  const exponent = isFloat ? e : graph.node("Cast", [e], { to: FLOAT });
  const less = graph.node("Pow", [x, graph.subtract(exponent, graph.number(1))]);
  const isZero = graph.node("Equal", [exponent, graph.number(0)]);
  return graph.where(isZero, graph.number(0), graph.multiply(exponent, less));
}
