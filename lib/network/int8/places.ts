import type { Graph, GraphNode } from "../graph/types";
import { usesOf } from "../passes/uses";
import type { Layer } from "./layers";

/** Values of a graph that are rounded to bytes. */
export interface Places {
  /** Those that are so for all that use them, and the value whose range each has. */
  readonly kept: ReadonlyMap<string, string>;
  /** Those that are so for layers alone. */
  readonly taken: ReadonlySet<string>;
}

/** Operators that move values and make no others. */
const MOVES = new Set(["MaxPool", "Flatten", "Reshape"]);

/** Operators that a layer's own rounding takes the place of. */
const GATES = new Set(["Relu", "Clip"]);

/**
 * Which values are rounded: what layers take; of convolutions, whose kernels in whole numbers give no floats, what they
 * give too, behind the ReLU that nothing else stands beside; and sums of such maps. Products give floats, which are added
 * as such, so what a residual network carries along through its last blocks is not rounded each time.
 *
 * @example
 * placesOf(graph, layersOf(graph)).taken.has("images"); // true
 */
export function placesOf(graph: Graph, layers: ReadonlyMap<GraphNode, Layer>): Places {
  const uses = usesOf(graph);
  const kept = new Map<string, string>();
  const gateOf = new Map(
    graph.nodes.filter(({ operator }) => GATES.has(operator)).map((node) => [node.inputs[0], node]),
  );
  const keep = (value: string) => {
    const gate = uses(value) === 1 ? gateOf.get(value) : undefined;
    const place = gate?.outputs[0] ?? value;
    kept.set(place, place);
  };
  for (const node of graph.nodes) {
    const [output] = node.outputs;
    const [range] = node.inputs.map((input) => kept.get(input));
    if (layers.has(node) && node.operator === "Conv") keep(output);
    else if (MOVES.has(node.operator) && range !== undefined && node.outputs.length === 1) {
      kept.set(output, range);
    } else if (node.operator === "Add" && node.inputs.every((input) => kept.has(input))) {
      keep(output);
    }
  }
  const takenBy = [...layers.keys()].map(({ inputs: [x] }) => x);
  return { kept, taken: new Set(takenBy.filter((value) => !kept.has(value))) };
}

/**
 * The values whose ranges have to be known.
 *
 * @example
 * rangedValues(places); // ["Relu_2", ..., "images"]
 */
export function rangedValues({ kept, taken }: Places): readonly string[] {
  return [...new Set([...kept.values(), ...taken])];
}
