import type { Graph, GraphNode, GraphValue } from "../graph/types";

/** The numbers of a value that bytes tell apart; what lies beyond is taken for the nearer end. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The names under which {@link withEnds} gives the ends of a value. */
export function endsOf(value: string): { readonly low: string; readonly high: string } {
  return { low: `${value}.low`, high: `${value}.high` };
}

/**
 * The same graph, which gives the least and the largest number of some of its values too, [N], of each image.
 *
 * @example
 * withEnds(graph, ["Relu_2"]).outputs.length; // 4: logits, embedding, Relu_2.low, Relu_2.high
 */
export function withEnds(graph: Graph, values: readonly string[]): Graph {
  const nodes: GraphNode[] = [...graph.nodes];
  const outputs: GraphValue[] = [...graph.outputs];
  const add = (
    operator: string,
    inputs: readonly string[],
    name: string,
    attributes: GraphNode["attributes"],
  ) => nodes.push({ operator, name, inputs, outputs: [name], attributes });
  const axes = "ends.axes";
  for (const value of values) {
    const { low, high } = endsOf(value);
    const flat = `${value}.flat`;
    add("Flatten", [value], flat, { axis: 1 });
    add("ReduceMin", [flat, axes], low, { keepdims: 0 });
    add("ReduceMax", [flat, axes], high, { keepdims: 0 });
    for (const name of [low, high]) outputs.push({ name, type: "float", dimensions: ["N"] });
  }
  const ofRows = { type: "int64", dimensions: [1], data: BigInt64Array.of(1n) } as const;
  return { ...graph, nodes, outputs, constants: new Map([...graph.constants, [axes, ofRows]]) };
}

/** How a value's numbers stand as bytes: (byte - zero) · scale. */
export interface Rounding {
  readonly scale: number;
  readonly zero: number;
}

/**
 * The finest rounding to bytes of a range, in which 0 is exact: borders are padded with it.
 *
 * @example
 * roundingOf({ low: -1, high: 1.55 }); // { scale: .01, zero: 100 }
 */
export function roundingOf(range: Range): Rounding {
  const [low, high] = [Math.min(0, range.low), Math.max(0, range.high)];
  const scale = Math.fround((high - low) / 255);
  return scale > 0 ? { scale, zero: Math.round(Math.abs(low) / scale) } : { scale: 1, zero: 0 };
}
