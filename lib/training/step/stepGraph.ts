import type { Constant, Graph, GraphNode } from "../../network/graph/types";
import { FORWARD, onnxBytes } from "../../network/onnx";
import { real, ShapedGraph, sizeOf } from "../../network/shapes";
import { upgraded } from "../../network/upgrade";
import { BackwardGraph, differentiate } from "../backward";
import { allParametersOf } from "../gradients/parameters";
import { STEP, type StateVariable } from "../trainer/trainingState";
import { crossEntropy } from "./loss";
import { type Descent, StepState } from "./stepState";

/** What a step is made for. */
export interface StepGraphOptions extends Descent {
  /** [batch, channels, height, width]. */
  readonly images: readonly number[];
  /** Share of the labels that is spread over all classes; 0 unless given. */
  readonly labelSmoothing?: number;
}

/** A step of training as an ONNX model. */
export interface StepGraph {
  readonly bytes: Uint8Array;
  readonly variables: readonly StateVariable[];
}

/** The network's own input, once images come as rows of channels. */
const MAPS = "images as maps";

/**
 * One step of stochastic gradient descent, derived from any network's graph whose operators have rules:
 * forward with batch normalisation in training mode, softmax cross-entropy, backward, the update of
 * weights, velocities and running statistics. "images" [batch x positions, channels], "targets" one-hot
 * [batch, classes] and "learningRate" go in beside the state; "loss", "logits" and the next state come
 * out. Trained is what `allParametersOf` finds; Dropout passes on what it is given.
 *
 * @param graph "images" to "logits", as it was trained: batch normalisation stands apart
 * @throws MissingRules naming operators whose gradient is not known
 * @throws RangeError naming the node whose shapes do not fit
 * @example
 * const { bytes, variables } = stepGraph(graph, { images: [64, 3, 32, 32], momentum: 0.9, weightDecay: 0 });
 */
export function stepGraph(graph: Graph, options: StepGraphOptions): StepGraph {
  const { images, labelSmoothing = 0 } = options;
  const network = usedOf(upgraded(graph), images);
  const shapes = ShapedGraph.of(network, new Map());
  const parameters = allParametersOf(shapes).map(({ value }) => value);
  const norms = network.nodes.filter(({ operator }) => operator === "BatchNormalization");
  const state = new Set([...parameters, ...norms.flatMap(({ inputs }) => inputs.slice(3, 5))]);
  const starts = new Map([...network.constants].filter(([name]) => state.has(name)));
  const shaped = new ShapedGraph(graph.name, network.opset);
  const back = new BackwardGraph(shaped);
  for (const [name, constant] of network.constants) {
    if (!starts.has(name)) shaped.constant(constant, name);
  }
  for (const [name, { dimensions }] of starts) shaped.input(name, { type: "float", dimensions });
  addImages(back, images);
  for (const node of network.nodes) shaped.add(inTrainingMode(back, withImagesAsMaps(node)));
  shaped.input(STEP.targets, shaped.shape(FORWARD.logits));
  shaped.input(STEP.learningRate, { type: "float", dimensions: [] });
  const { loss, gradient } = crossEntropy(back, FORWARD.logits, STEP.targets, labelSmoothing);
  const gradients = differentiate(back, {
    ...{ output: FORWARD.logits, direction: gradient },
    wanted: parameters.filter((name) => starts.has(name)),
  });
  const next = new StepState(back, options);
  for (const [name, start] of starts) {
    const found = gradients.get(name);
    if (found) next.update(name, start, found);
  }
  for (const norm of norms) moveStatistics(back, next, norm, starts);
  next.finish();
  addNode(back, "Identity", [loss], STEP.loss);
  const outputs = [STEP.loss, FORWARD.logits, ...next.outputs];
  return { bytes: onnxBytes(shaped.finish(outputs)), variables: next.variables };
}

/** What the logits need, for a batch of images. */
function usedOf(graph: Graph, images: readonly number[]): Graph {
  return ShapedGraph.of(graph, new Map([[FORWARD.images, images]])).finish([FORWARD.logits]);
}

/** Images come as rows of channels, position after position, and are turned into maps. */
function addImages(graph: BackwardGraph, images: readonly number[]): void {
  const [batch, channels, height, width] = images;
  const dimensions = [batch * height * width, channels];
  const rows = graph.shaped.input(STEP.images, { type: "float", dimensions });
  const apart = graph.reshape(rows, [batch, height, width, channels]);
  addNode(graph, "Transpose", [apart], MAPS, { perm: [0, 3, 1, 2] });
}

function addNode(
  graph: BackwardGraph,
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode["attributes"] = {},
): void {
  graph.shaped.add({ operator, name: output, inputs, outputs: [output], attributes });
}

function withImagesAsMaps(node: GraphNode): GraphNode {
  const inputs = node.inputs.map((input) => (input === FORWARD.images ? MAPS : input));
  return { ...node, inputs };
}

/**
 * Batch normalisation by the batch's own mean and variance, which it gives out. onnxruntime 1.30 writes
 * them where the running ones lie that it is given, so it is given zeros of its own.
 */
function inTrainingMode(graph: BackwardGraph, node: GraphNode): GraphNode {
  if (node.operator !== "BatchNormalization") return node;
  const [x, scale, shift, ...running] = node.inputs;
  const zeros = running.map((statistic) => graph.multiply(statistic, graph.number(0)));
  return {
    ...node,
    inputs: [x, scale, shift, ...zeros],
    outputs: [node.outputs[0], ...observedBy(node)],
    attributes: { ...node.attributes, training_mode: 1, momentum: { float: 0 } },
  };
}

/** Names of the mean and the variance that a normalisation sees in a batch. */
function observedBy({ outputs: [y] }: GraphNode): [mean: string, variance: string] {
  return [`${y}/mean`, `${y}/variance`];
}

/** Running statistics take in the batch's; of the variance the unbiased one, as in torch. */
function moveStatistics(
  graph: BackwardGraph,
  state: StepState,
  norm: GraphNode,
  starts: ReadonlyMap<string, Constant>,
): void {
  const share = 1 - real(norm, "momentum", 0.9);
  const [mean, variance] = observedBy(norm);
  const [, channels] = graph.shape(norm.outputs[0]);
  const count = sizeOf(graph.shape(norm.outputs[0])) / channels;
  const unbiased = graph.scale(variance, count / Math.max(1, count - 1));
  [mean, unbiased].forEach((observed, i) => {
    const name = norm.inputs[3 + i];
    const start = starts.get(name);
    if (start) state.move(name, start, observed, share);
  });
}
