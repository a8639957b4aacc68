import type { Constant, Graph, GraphNode } from "../../network/graph/types";
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
 * onSmallMaps(shaped.finish([NORMS.norms]), shaped);
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
  const { operator, inputs, outputs } = node;
  const [x, weightName, biasName = ""] = inputs;
  const transposed = operator === "ConvTranspose";
  const weight = constants.get(weightName);
  const bias = biasName === "" ? null : constants.get(biasName);
  if (!(operator === "Conv" || transposed) || !weight || bias === undefined) return null;
  const [values, biases] = [weight.data, bias?.data];
  if (!(values instanceof Float32Array) || wholeNumber(node, "group", 1) !== 1) return null;
  const shape = (name: string) => shaped.shape(name).dimensions;
  const place = placeOf(node, shape(x), weight.dimensions);
  const pixels = sizeOf(place.extents);
  const most = (transposed ? 2 : 1) * sizeOf(place.window.kernel);
  if (sizeOf(place.window.outputs) > MOST_PLACES || pixels > most) return null;
  const [out] = outputs;
  const add = (name: string, constant: Constant) => {
    constants.set(name, constant);
    return name;
  };
  const [batch, channels, ...extents] = shape(out);
  const rowsOf = (name: string) => [batch, sizeOf(shape(name).slice(1))];
  const list = (part: string, sizes: readonly number[]) =>
    add(`${out}.product.${part}`, constantOf("int64", [sizes.length], sizes));
  const matrix = `${weightName}.product ${pixels} ${place.window.strides}`;
  if (!constants.has(matrix)) constants.set(matrix, matrixOf(weight.dimensions, values, place));
  const factors = [`${out}.product.x`, matrix];
  if (biases) {
    const size = sizeOf(extents);
    const repeated = Array.from({ length: channels * size }, (_, i) =>
      Number(biases[Math.floor(i / size)]),
    );
    const row = constantOf("float", [repeated.length], repeated);
    factors.push(add(`${out}.product.bias`, row));
  }
  const step = (name: string, kind: string, from: readonly string[], to: string, turned = 0) => ({
    ...{ operator: kind, name, inputs: from, outputs: [to] },
    attributes: turned ? { transB: turned } : {},
  });
  const rows = `${out}.product.rows`;
  return [
    step(`${out}.product.x`, "Reshape", [x, list("in", rowsOf(x))], factors[0]),
    step(node.name, "Gemm", factors, rows, transposed ? 1 : 0),
    step(`${out}.product.out`, "Reshape", [rows, list("out", shape(out))], out),
  ];
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
