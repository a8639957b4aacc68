import type { Graph, GraphValue } from "../../network/graph/types";
import { withoutIdleCells } from "../../network/passes/idleCells";
import { ShapedGraph, sameShape, sizeOf } from "../../network/shapes";
import { upgraded } from "../../network/upgrade";
import { BackwardGraph, differentiate } from "../backward";
import { parametersOf } from "./parameters";
import { SAMPLE_RULES, squaresOf } from "./sample";

/** A graph that tells the norms of images' gradients. */
export interface NormsGraph {
  /** The network's own input and {@link NORMS}' direction to its norms, [rows, names]. */
  readonly graph: Graph;
  /** Knows the shapes of the graph's values, as `onSmallMaps` needs them. */
  readonly shapes: ShapedGraph;
  /** The network's own input, [batch, channels, height, width]. */
  readonly images: string;
  /** What the norms are of, in their order. */
  readonly names: readonly string[];
  /** Images that go into one pass. */
  readonly batch: number;
  /** Images that a pass tells of: all, or one; then the direction of all others must be 0. */
  readonly rows: number;
}

/** What the graph is made for. */
export interface NormsOptions {
  /** The value whose gradient is given: the logits, [batch, classes]. */
  readonly output: string;
  /** [channels, height, width]. */
  readonly image: readonly number[];
  /** Images in one pass, where the network lets them be chosen. */
  readonly batch: number;
}

/** Names of what {@link normsGraph} adds. */
export const NORMS = { direction: "gradients/direction", norms: "gradients/norms" } as const;

/** The input's norms, in the order in which they come after those of the layers. */
const INPUT_NORMS = ["input.sum", "input.squares", "input.largest"];

/**
 * Norms of each image's gradients, from any network's graph whose operators have rules: for every
 * trained constant but the classifier's the squared norm of its gradient, and of the input the sum of
 * absolute values, of squares, and the largest. Where the network keeps images apart along the first axis
 * of every layer, a pass tells of a whole batch, else of one image.
 *
 * @param graph its one input the images
 * @throws MissingRules naming operators whose gradient is not known
 * @throws RangeError naming the node whose shapes do not fit, or are known at run time alone
 * @example
 * const { graph, names } = normsGraph(network, { output: "logits", image: [3, 32, 32], batch: 32 });
 */
export function normsGraph(graph: Graph, options: NormsOptions): NormsGraph {
  const whole = upgraded(graph);
  const input = imagesOf(whole);
  const [fixed] = input.dimensions;
  const shapesOf = (network: Graph, batch: number) =>
    ShapedGraph.of(network, new Map([[input.name, [batch, ...options.image]]]));
  const shapesAt = (batch: number) =>
    shapesOf(withoutIdleCells(whole, shapesOf(whole, batch)), batch);
  if (typeof fixed === "number") return ofOne(shapesAt(fixed), input.name, options.output);
  const all = attempt(() => [shapesAt(options.batch), shapesAt(options.batch + 1)] as const);
  const found = all && ofAll(all[0], all[1], input.name, options.output);
  return found ?? ofOne(shapesAt(1), input.name, options.output);
}

function imagesOf({ name, inputs, constants }: Graph): GraphValue {
  const given = inputs.filter((input) => !constants.has(input.name));
  if (given.length === 1) return given[0];
  const found = given.map((input) => input.name).join(", ");
  throw new RangeError(`graph ${name}: found inputs ${found}, expected one, the images`);
}

/** A network may have one batch size written into it that its input does not tell of. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A pass for all images of a batch; null where some layer does not keep them apart. */
function ofAll(
  shaped: ShapedGraph,
  ofOneMore: ShapedGraph,
  images: string,
  output: string,
): NormsGraph | null {
  const parameters = parametersOf(shaped, output);
  const [batch] = shaped.shape(images).dimensions;
  const isByImage = (value: string) => {
    const [first, ...rest] = shaped.shape(value).dimensions;
    const [next, ...others] = ofOneMore.shape(value).dimensions;
    return first === batch && next === batch + 1 && sameShape(rest, others);
  };
  const layers = parameters.flatMap(({ uses }) => uses.map(({ node }) => node.outputs[0]));
  const graph = new BackwardGraph(shaped);
  const gradients = gradientsOf(graph, images, output, [...new Set(layers)]);
  const norms: string[] = [];
  for (const { uses } of parameters) {
    const [{ node, input }] = uses;
    const gradient = gradients.get(node.outputs[0]);
    const rule = SAMPLE_RULES.get(node.operator);
    if (uses.length !== 1 || !rule) return null;
    const place = { node, input, batch, isByImage };
    const norm = gradient ? rule(graph, { ...place, gradient }) : graph.zeros([batch, 1]);
    if (norm === null) return null;
    norms.push(norm);
  }
  const names = parameters.map(({ name }) => name);
  return finished(graph, images, { names, norms, rows: batch, gradients });
}

/** A pass for one image: the gradients of the parameters themselves. */
function ofOne(shaped: ShapedGraph, images: string, output: string): NormsGraph {
  const parameters = parametersOf(shaped, output);
  const graph = new BackwardGraph(shaped);
  const wanted = parameters.map(({ value }) => value);
  const gradients = gradientsOf(graph, images, output, wanted);
  const norms = wanted.map((value) => {
    const gradient = gradients.get(value);
    if (!gradient) return graph.zeros([1, 1]);
    return squaresOf(graph, graph.reshape(gradient, [1, sizeOf(graph.shape(gradient))]));
  });
  const names = parameters.map(({ name }) => name);
  return finished(graph, images, { names, norms, rows: 1, gradients });
}

function gradientsOf(
  graph: BackwardGraph,
  images: string,
  output: string,
  wanted: readonly string[],
): Map<string, string> {
  const direction = graph.shaped.input(NORMS.direction, graph.shaped.shape(output));
  return differentiate(graph, { output, direction, wanted: [images, ...wanted] });
}

function finished(
  graph: BackwardGraph,
  images: string,
  found: Pick<NormsGraph, "names" | "rows"> & {
    norms: readonly string[];
    gradients: ReadonlyMap<string, string>;
  },
): NormsGraph {
  const { names, rows, norms, gradients } = found;
  const dimensions = graph.shape(images);
  const gradient = gradients.get(images) ?? graph.zeros(dimensions);
  const flat = graph.reshape(gradient, [rows, sizeOf(dimensions) / rows]);
  const ofInput = [
    graph.reduce("ReduceL1", flat, [1], true),
    squaresOf(graph, flat),
    graph.reduce("ReduceMax", graph.node("Abs", [flat]), [1], true),
  ];
  graph.shaped.add({
    operator: "Concat",
    name: NORMS.norms,
    inputs: [...norms, ...ofInput],
    outputs: [NORMS.norms],
    attributes: { axis: 1 },
  });
  return {
    graph: graph.shaped.finish([NORMS.norms]),
    shapes: graph.shaped,
    images,
    names: [...names, ...INPUT_NORMS],
    batch: dimensions[0],
    rows,
  };
}
