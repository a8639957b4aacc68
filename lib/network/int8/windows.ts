import type { Constant, Graph, GraphNode } from "../graph/types";
import { integer, integers, text } from "../passes/attributes";
import { usesOf } from "../passes/uses";
import type { Rounding } from "./ranges";

/** Bytes of which a convolution in whole numbers takes any number at a time. */
const GROUP = 4;

/** How a graph takes images: rounded to bytes, what a window of its first convolution sees of a row side by side. */
export interface Windows {
  /** Of normalised values. */
  readonly rounding: Rounding;
  readonly channels: number;
  /** Rows and columns of an image, and windows of a row. */
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  /** Pixels of a window, from one window to the next, and before the first pixel. */
  readonly width: number;
  readonly stride: number;
  readonly padding: number;
  /** Bytes of a window: its pixels' channels, and up to three more that weigh nothing. */
  readonly depth: number;
}

/** The first convolution of a graph with what rounds its images and its weight. */
interface First {
  readonly quantize: GraphNode;
  readonly convolution: GraphNode;
  readonly weightName: string;
  readonly weight: Constant;
}

/**
 * A quantised graph whose images come as windows, "images" uint8 [N, rows, count, depth]: onnxruntime convolves them without
 * laying anything out, which takes as long as the products where there are three channels. The sums are the same.
 *
 * @param graph as `quantised` makes it
 * @returns the graph as it is, and null, where nothing but one convolution of all channels is to see the images
 * @example
 * const { graph, windows } = withWindows(quantised(inferenceGraph(network, size), ranges));
 */
export function withWindows(graph: Graph): { graph: Graph; windows: Windows | null } {
  const [input] = graph.inputs;
  const [, channels, rows, columns] = input.dimensions;
  const first = firstOf(graph);
  const sized = typeof channels === "number" && typeof rows === "number";
  if (first === null || !sized || typeof columns !== "number") return { graph, windows: null };
  const { quantize, convolution, weight, weightName } = first;
  const [outputs, , height, width] = weight.dimensions;
  const [top, left, bottom, right] = integers(convolution, "pads", [0, 0, 0, 0]);
  const [down, stride] = integers(convolution, "strides", [1, 1]);
  const count = Math.floor((columns + left + right - width) / stride) + 1;
  const depth = Math.ceil((width * channels) / GROUP) * GROUP;
  const windows = {
    ...{ rounding: roundingIn(quantize, graph), channels, rows, columns, count },
    ...{ width, stride, padding: left, depth },
  };
  const dimensions = [outputs, depth, height, 1];
  const data = inWindows(weight, depth);
  const bytes = { name: input.name, type: "uint8", dimensions: ["N", rows, count, depth] } as const;
  const laid: GraphNode = {
    ...{ operator: "Transpose", name: `${input.name}.windows`, inputs: [input.name] },
    ...{ outputs: quantize.outputs, attributes: { perm: [0, 3, 1, 2] } },
  };
  const { kernel_shape, dilations, ...attributes } = convolution.attributes;
  const own = { kernel_shape: [height, 1], strides: [down, 1], pads: [top, 0, bottom, 0] };
  const narrow = { ...convolution, attributes: { ...attributes, ...own } };
  const replaced = new Map([
    [quantize, laid],
    [convolution, narrow],
  ]);
  const constants = new Map([...graph.constants, [weightName, { ...weight, dimensions, data }]]);
  const nodes = graph.nodes.map((node) => replaced.get(node) ?? node);
  return { graph: { ...graph, inputs: [bytes], nodes, constants }, windows };
}

function firstOf(graph: Graph): First | null {
  const uses = usesOf(graph);
  const onlyUser = (value: string, operator: string) => {
    const users = graph.nodes.filter(({ inputs }) => inputs.includes(value));
    const alone = uses(value) === 1 && users[0]?.operator === operator;
    return alone && users[0].inputs[0] === value ? users[0] : null;
  };
  const [input, ...others] = graph.inputs;
  const quantize = others.length > 0 ? null : onlyUser(input.name, "QuantizeLinear");
  const back = quantize && onlyUser(quantize.outputs[0], "DequantizeLinear");
  const convolution = back && onlyUser(back.outputs[0], "Conv");
  const made = graph.nodes.find(({ outputs }) => outputs[0] === convolution?.inputs[1]);
  const weightName = made?.inputs[0] ?? "";
  const weight = graph.constants.get(weightName);
  if (!quantize || !convolution || weight?.type !== "int8") return null;
  const plain =
    weight.dimensions.length === 4 &&
    integer(convolution, "group", 1) === 1 &&
    text(convolution, "auto_pad", "NOTSET") === "NOTSET" &&
    integers(convolution, "dilations", [1]).every((dilation) => dilation === 1);
  return plain ? { quantize, convolution, weightName, weight } : null;
}

function roundingIn({ inputs: [, scale, zero] }: GraphNode, { constants }: Graph): Rounding {
  const [[by], [at]] = [scale, zero].map((name) => constants.get(name)?.data ?? []);
  return { scale: Number(by), zero: Number(at) };
}

/** [outputs, channels, height, width] as [outputs, width x channels and zeros, height, 1]. */
function inWindows({ dimensions, data }: Constant, depth: number): Int8Array {
  const [outputs, channels, height, width] = dimensions;
  const laid = new Int8Array(outputs * depth * height);
  for (let i = 0; i < data.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const channel = Math.floor(i / (width * height)) % channels;
    const output = Math.floor(i / (width * height * channels));
    laid[(output * depth + x * channels + channel) * height + y] = Number(data[i]);
  }
  return laid;
}
