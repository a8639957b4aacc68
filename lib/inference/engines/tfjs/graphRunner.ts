import type * as Tfjs from "@tensorflow/tfjs-core";
import type { Constant, Graph, GraphNode } from "../../../network/graph/types";
import { operators } from "./operators";
import { asInGraph, plain, type Tf, type Value } from "./value";

/**
 * A graph on TensorFlow.js: its constants on the present backend, its nodes one after another.
 *
 * @example
 * const runner = new GraphRunner(tf, graph);
 * const [logits] = runner.run(images, ["logits"]);
 */
export class GraphRunner {
  private readonly held = new Map<string, Tfjs.Tensor>();
  private readonly made = new Map<GraphNode, Tfjs.Tensor>();

  /** @throws Error naming the first node whose operator is not run */
  constructor(
    private readonly tf: Tf,
    private readonly graph: Graph,
  ) {
    const unknown = graph.nodes.find(({ operator }) => !Object.hasOwn(operators, operator));
    if (unknown !== undefined) refuse(unknown, "an operator that it does not run");
    for (const [name, constant] of graph.constants) {
      // Shapes and bounds are asked for by value.
      if (constant.type === "float") this.held.set(name, toTensor(tf, constant));
    }
  }

  /** The values of those names; for `tidy` to hold. */
  run(images: Tfjs.Tensor, names: readonly string[]): Tfjs.Tensor[] {
    const { tf, graph } = this;
    const values = new Map<string, Value>();
    for (const [name, tensor] of this.held) values.set(name, plain(tensor));
    values.set(graph.inputs[0].name, plain(images));
    for (const node of graph.nodes) {
      const value = operators[node.operator]({
        tf,
        node,
        inputs: node.inputs.map((name) => values.get(name)),
        constant: (i) => graph.constants.get(node.inputs[i]),
        once: (make) => this.once(node, make),
        refuse: (what) => refuse(node, what),
      });
      values.set(node.outputs[0], value);
    }
    return names.map((name) => asInGraph(tf, values.get(name) as Value));
  }

  dispose(): void {
    this.tf.dispose([...this.held.values(), ...this.made.values()]);
  }

  private once<T extends Tfjs.Tensor>(node: GraphNode, make: () => T): T {
    const known = this.made.get(node) as T | undefined;
    if (known !== undefined) return known;
    const tensor = this.tf.keep(make());
    this.made.set(node, tensor);
    return tensor;
  }
}

function refuse(node: GraphNode, what: string): never {
  const { name, operator } = node;
  throw new Error(
    `node ${name} (${operator}): found ${what}, expected one for TensorFlow.js here, or engine onnx`,
  );
}

function toTensor(tf: Tf, { data, dimensions }: Constant): Tfjs.Tensor {
  return tf.tensor(data as Float32Array, [...dimensions], "float32");
}
