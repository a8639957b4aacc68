import type { Constant, Graph, GraphNode, GraphValue, NodeAttribute } from "../graph/types";
import { sizeOf } from "./dimensions";
import { fold } from "./fold";
import { nodeText, refuseNode } from "./refuse";
import { SHAPE_RULES } from "./rules";
import type { ShapedNode, ValueShape } from "./types";

/** Elements of one value: 4 GiB of floats. */
const MOST_ELEMENTS = 2 ** 30;

/** Of constants that are given, as many elements as any list of sizes or indices has. */
const MOST_KNOWN = 4096;

/**
 * A graph that grows node by node and knows the shape of every value, and what small values hold that
 * do not hang on the inputs. Nodes must be those of opset 18 or later.
 *
 * @example
 * const shaped = ShapedGraph.of(graph, new Map([["images", [32, 3, 32, 32]]]));
 * shaped.shape("logits").dimensions; // [32, 10]
 */
export class ShapedGraph {
  private readonly inputs: GraphValue[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly constants = new Map<string, Constant>();
  private readonly values = new Map<string, ValueShape>();
  private readonly contents = new Map<string, Constant>();
  private readonly varying = new Set<string>();
  private unnamed = 0;

  constructor(
    readonly name: string,
    readonly opset: number,
  ) {}

  /**
   * The shapes of a whole graph.
   *
   * @param extents of inputs, by name; those of the graph itself are used where they are numbers
   * @throws RangeError naming the node or input: an operator without a rule, shapes that do not fit
   */
  static of(graph: Graph, extents: ReadonlyMap<string, readonly number[]>): ShapedGraph {
    const shaped = new ShapedGraph(graph.name, graph.opset);
    for (const [name, constant] of graph.constants) shaped.constant(constant, name);
    for (const { name, type, dimensions } of graph.inputs) {
      if (graph.constants.has(name)) continue;
      shaped.input(name, { type, dimensions: settled(name, dimensions, extents.get(name)) });
    }
    for (const node of graph.nodes) shaped.add(node);
    return shaped;
  }

  /** A value that is given at run time. */
  input(name: string, shape: ValueShape): string {
    this.claim(name, shape);
    this.varying.add(name);
    this.inputs.push({ name, ...shape });
    return name;
  }

  constant(constant: Constant, name = this.nextName("constant")): string {
    this.claim(name, constant);
    this.constants.set(name, constant);
    if (constant.data.length <= MOST_KNOWN) this.contents.set(name, constant);
    return name;
  }

  /** Adds an operator with one output and returns the output's name. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, NodeAttribute>> = {},
  ): string {
    const name = this.nextName(operator);
    this.add({ operator, name, inputs, outputs: [name], attributes });
    return name;
  }

  /**
   * Adds a node; those that it uses must be there.
   *
   * @throws RangeError naming it if its operator has no rule, or its inputs do not fit
   */
  add(node: GraphNode): void {
    const rule = SHAPE_RULES.get(node.operator);
    if (!rule) throw new RangeError(`${nodeText(node)}: the shape of its output is not known`);
    const shaped = this.shapedNode(node);
    const shapes = rule(shaped);
    if (shapes.length < node.outputs.length) {
      refuseNode(node, `${node.outputs.length} outputs`, `at most ${shapes.length}`);
    }
    node.outputs.forEach((output, i) => {
      if (output === "") return;
      requireSize(node, shapes[i].dimensions);
      this.claim(output, shapes[i]);
      if (node.inputs.some((input) => this.varying.has(input))) this.varying.add(output);
    });
    const content = node.outputs.length === 1 ? fold(shaped, shapes[0]) : null;
    if (content) this.contents.set(node.outputs[0], content);
    this.nodes.push(node);
  }

  /**
   * A node's output by its number; where the node leaves it out, it gets it.
   *
   * @throws RangeError naming the node if its operator has no such output
   */
  output(node: GraphNode, index: number): string {
    const place = this.nodes.findIndex(({ outputs }) => outputs[0] === node.outputs[0]);
    const { outputs } = this.nodes[place];
    if (outputs[index]) return outputs[index];
    const shapes = SHAPE_RULES.get(node.operator)?.(this.shapedNode(node)) ?? [];
    if (!shapes[index]) refuseNode(node, "no such output", `an output ${index + 1}`);
    const name = this.nextName(node.operator);
    this.claim(name, shapes[index]);
    const all = Array.from({ length: Math.max(outputs.length, index + 1) }, (_, i) =>
      i === index ? name : (outputs[i] ?? ""),
    );
    this.nodes[place] = { ...node, outputs: all };
    return name;
  }

  /** A node with what is known of its inputs. */
  shapedNode(node: GraphNode): ShapedNode {
    const { inputs } = node;
    return {
      node,
      inputs: inputs.map((name) => {
        if (name === "") return null;
        return this.values.get(name) ?? refuseNode(node, `input ${name}`, "a value made before");
      }),
      known: inputs.map((name) => this.contents.get(name) ?? null),
    };
  }

  /** @throws RangeError if there is no such value */
  shape(name: string): ValueShape {
    const shape = this.values.get(name);
    if (!shape) throw new RangeError(`graph ${this.name}: found no value ${name}`);
    return shape;
  }

  /** What a value holds, if that is known beforehand and small. */
  known(name: string): Constant | null {
    return this.contents.get(name) ?? null;
  }

  /** Whether a value hangs on what comes at run time. */
  varies(name: string): boolean {
    return this.varying.has(name);
  }

  /** The nodes so far, in their order. */
  get order(): readonly GraphNode[] {
    return this.nodes;
  }

  /** The graph with what some values need, and nothing else. */
  finish(outputs: readonly string[]): Graph {
    const used = new Set(outputs);
    const nodes = this.nodes.reduceRight<GraphNode[]>((kept, node) => {
      if (!node.outputs.some((output) => used.has(output))) return kept;
      for (const input of node.inputs) used.add(input);
      kept.push(node);
      return kept;
    }, []);
    return {
      name: this.name,
      opset: this.opset,
      inputs: this.inputs,
      outputs: outputs.map((name) => ({ name, ...this.shape(name) })),
      nodes: nodes.reverse(),
      constants: new Map([...this.constants].filter(([name]) => used.has(name))),
    };
  }

  private claim(name: string, { type, dimensions }: ValueShape): void {
    if (this.values.has(name)) throw new RangeError(`graph ${this.name}: two values ${name}`);
    this.values.set(name, { type, dimensions });
  }

  private nextName(prefix: string): string {
    let name: string;
    do name = `${prefix}.${this.unnamed++}`;
    while (this.values.has(name));
    return name;
  }
}

/** What a file asks for may be anything; tables are as long as its windows have places. */
function requireSize(node: GraphNode, dimensions: readonly number[]): void {
  const whole = dimensions.every((extent) => Number.isInteger(extent) && extent >= 0);
  if (whole && sizeOf(dimensions) <= MOST_ELEMENTS) return;
  refuseNode(node, `an output of [${dimensions}]`, `at most ${MOST_ELEMENTS} elements`);
}

function settled(
  name: string,
  dimensions: GraphValue["dimensions"],
  extents: readonly number[] | undefined,
): readonly number[] {
  if (extents && extents.length !== dimensions.length) {
    throw new RangeError(`input ${name}: found [${extents}], expected [${dimensions}]`);
  }
  return dimensions.map((extent, axis) => {
    const given = extents?.[axis];
    if (typeof extent === "number" && (given === undefined || given === extent)) return extent;
    if (typeof extent === "string" && given !== undefined) return given;
    throw new RangeError(
      `input ${name}: found [${extents ?? "no sizes"}], expected [${dimensions}]`,
    );
  });
}
