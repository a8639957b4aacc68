import type { Constant, Graph, GraphNode } from "../../network/graph/types";
import { floatsOf } from "../../network/passes/attributes";
import {
  constantOf,
  type ShapedGraph,
  sizeOf,
  transposedWindowOf,
  type Window,
  wholeNumber,
  windowOf,
} from "../../network/shapes";
import { rowsSeen } from "../backward";

/** More places make a matrix of many times the weight's size. */
const MOST_PLACES = 4;

/** A convolution, or the one that a node is the transpose of. */
interface Place {
  readonly window: Window;
  /** Of its input. */
  readonly extents: readonly number[];
}

/**
 * The same graph with convolutions and their transposes on maps of few pixels, whose windows see mostly
 * padding, written as products of whole maps by one matrix.
 *
 * @param shaped knows the shapes of all of its values
 * @example
 * const { graph, shapes } = normsGraph(network, options);
 * writeGraph(onSmallMaps(graph, shapes));
 */
export function onSmallMaps(graph: Graph, shaped: ShapedGraph): Graph {
  const constants = new Map(graph.constants);
  const nodes = graph.nodes.flatMap((node) => asProduct(node, shaped, constants) ?? [node]);
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  return {
    ...{ ...graph, nodes },
    constants: new Map([...constants].filter(([name]) => used.has(name))),
  };
}

/** The nodes that a convolution becomes, their constants added; null where it stays. */
function asProduct(
  node: GraphNode,
  shaped: ShapedGraph,
  constants: Map<string, Constant>,
): readonly GraphNode[] | null {
  const [x, weightName, biasName = ""] = node.inputs;
  const [out] = node.outputs;
  const transposed = node.operator === "ConvTranspose";
  const weight = constants.get(weightName);
  const biases = biasName === "" ? null : floatsOf(constants.get(biasName));
  const values = floatsOf(weight);
  if (!(node.operator === "Conv" || transposed) || !weight || !values) return null;
  if (wholeNumber(node, "group", 1) !== 1 || (biasName !== "" && !biases)) return null;
  const shape = (name: string) => shaped.shape(name).dimensions;
  const place = placeOf(node, shape(x), weight.dimensions);
  const most = (transposed ? 2 : 1) * sizeOf(place.window.kernel);
  if (sizeOf(place.window.outputs) > MOST_PLACES || sizeOf(place.extents) > most) return null;
  const add = (name: string, make: () => Constant) => {
    if (!constants.has(name)) constants.set(name, make());
    return name;
  };
  const list = (name: string, sizes: readonly number[]) =>
    add(name, () => constantOf("int64", [sizes.length], sizes));
  const { strides, dilations, begins, outputs } = place.window;
  const seen = [place.extents, strides, dilations, begins, outputs].join(" ");
  const matrix = add(`${weightName} on ${seen}`, () => matrixOf(weight.dimensions, values, place));
  const bias = biases
    ? [add(`${out}.product.bias`, () => repeated(biases, sizeOf(shape(out).slice(2))))]
    : [];
  const [batch, ...rest] = shape(x);
  const [rows, made] = [`${out}.product.x`, `${out}.product.y`];
  const step = (operator: string, inputs: readonly string[], output: string): GraphNode => ({
    ...{ operator, name: output, inputs, outputs: [output] },
    attributes: operator === "Gemm" ? { transB: transposed ? 1 : 0 } : {},
  });
  return [
    step("Reshape", [x, list(`${rows}.shape`, [batch, sizeOf(rest)])], rows),
    step("Gemm", [rows, matrix, ...bias], made),
    step("Reshape", [made, list(`${made}.shape`, shape(out))], out),
  ];
}

/** Each channel's number at each of its places. */
function repeated(biases: Float32Array, places: number): Constant {
  const data = Float32Array.from(
    { length: biases.length * places },
    (_, i) => biases[Math.floor(i / places)],
  );
  return { type: "float", dimensions: [data.length], data };
}

function placeOf(
  node: GraphNode,
  [, , ...extents]: readonly number[],
  [, , ...kernel]: readonly number[],
): Place {
  if (node.operator === "Conv") return { window: windowOf(node, extents, kernel), extents };
  const window = transposedWindowOf(node, extents, kernel);
  return { window: { ...window, outputs: extents }, extents: window.outputs };
}

/** [channels x pixels, outChannels x places], as the convolution takes whole maps to whole maps. */
function matrixOf(
  [outChannels, channels]: readonly number[],
  weight: Float32Array,
  { window, extents }: Place,
): Constant {
  const [pixels, places] = [sizeOf(extents), sizeOf(window.outputs)];
  const cells = sizeOf(window.kernel);
  const columns = outChannels * places;
  const data = new Float32Array(channels * pixels * columns);
  rowsSeen(window, extents).forEach((pixel, i) => {
    if (pixel === pixels) return;
    const [place, cell] = [Math.floor(i / cells), i % cells];
    for (let o = 0; o < outChannels; o++) {
      for (let c = 0; c < channels; c++) {
        const at = (c * pixels + pixel) * columns + o * places + place;
        data[at] = weight[(o * channels + c) * cells + cell];
      }
    }
  });
  return { type: "float", dimensions: [channels * pixels, columns], data };
}
