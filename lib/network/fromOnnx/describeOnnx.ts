import path from "node:path";
import { firstNotFinite, InputError, printable } from "../../files";
import type { Graph, GraphValue } from "../graph/types";
import type { MapSize } from "../mapSize";
import type { Refuse } from "../onnx/read/protobufReader";
import { type ReadModel, readModel } from "../onnx/read/readGraph";
import { floatsOf } from "../passes/attributes";
import type { GraphNetwork } from "../types";
import { constantNodes } from "./constantNodes";
import { type ImageInput, imageInput } from "./imageInput";
import { lastLayer } from "./lastLayer";
import { said } from "./makers";
import { pruned } from "./pruned";
import { forInference } from "./trainingMode";
import { underOurNames } from "./underOurNames";
import { withoutSoftmax } from "./withoutSoftmax";

/** Operators that draw at random, so that the same image gives other logits each time. */
const RANDOM = new Set([
  ...["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"],
  ...["Bernoulli", "Multinomial"],
]);

/**
 * A network from the bytes of an ONNX file: one image input, one output of logits or probabilities. A
 * softmax at its end is taken off, nodes in training mode are set to inference, both are noted. The
 * embedding is what the last Gemm or MatMul sees.
 *
 * @param file path of the model, in whose folder its constants may lie
 * @throws InputError as `readGraph`, and for a graph that takes or gives something else; the message
 *   names node and operator
 * @example
 * describeOnnx("model.onnx", readFileSync("model.onnx")).classes; // 10
 */
export function describeOnnx(file: string, bytes: Uint8Array): GraphNetwork {
  const refuse: Refuse = (found, expected) => {
    throw new InputError(file, found, expected);
  };
  const model = readModel(bytes, { path: file, folder: path.dirname(file) });
  const inference = forInference(constantNodes(withOneOutput(model.graph, refuse)));
  const logits = withoutSoftmax(pruned(inference.graph));
  if (logits.foreign !== null) {
    refuse(`${said(logits.foreign)} at the end`, "logits, or the probabilities of a softmax");
  }
  const { graph } = logits;
  const random = graph.nodes.find(({ operator }) => RANDOM.has(operator));
  if (random) refuse(`node ${said(random)}, which draws at random`, "the same logits each time");
  const taken = imageInput(graph, refuse);
  const layer = lastLayer(graph);
  const classes = layer?.classes ?? classesOf(graph.outputs[0], refuse);
  const notes = [...model.notes, ...inference.notes, ...logits.notes];
  if (layer === null)
    notes.push("no Gemm or MatMul at the end: the logits stand for the embedding");
  for (const { path: beside, sha256 } of model.files) {
    notes.push(`weights in ${printable(path.basename(beside))}, SHA-256 ${sha256}`);
  }
  const [{ name: output }] = graph.outputs;
  const named = underOurNames(graph, {
    ...{ images: taken.input.name, logits: output, embedding: layer?.embedding ?? output },
  });
  const facts = { classes, embeddingSize: layer?.embeddingSize ?? classes };
  const parameters = countParameters(graph, refuse);
  return {
    ...facts,
    path: file,
    architecture: "ONNX graph",
    inChannels: taken.channels,
    classifier: layer?.classifier ?? null,
    parameters,
    notes,
    summary: summary(model, graph, { ...facts, parameters, taken }),
    imageSize: taken.size,
    batch: taken.batch,
    weightFiles: model.files,
    unsaid: [],
    write: (size) => forImagesOf(named, size, taken.size, file),
  };
}

/** The graph with the output that holds the logits alone. */
function withOneOutput(graph: Graph, refuse: Refuse): Graph {
  const { outputs } = graph;
  const chosen = outputs.length === 1 ? outputs[0] : outputs.find(({ name }) => name === "logits");
  if (chosen === undefined) {
    const names = outputs.map(({ name }) => printable(name)).join(", ");
    return refuse(`${outputs.length} outputs (${names})`, "one, or one of the name logits");
  }
  return { ...graph, outputs: [chosen] };
}

function classesOf({ name, dimensions }: GraphValue, refuse: Refuse): number {
  const classes = dimensions[1];
  if (typeof classes === "number" && dimensions.slice(2).every((extent) => extent === 1)) {
    return classes;
  }
  const shown = dimensions.map((extent) => printable(String(extent))).join(", ");
  return refuse(`output ${printable(name)} of [${shown}]`, "[N, classes], or a Gemm at the end");
}

/** Operators whose constants must be finite; of others, masks hold infinities. */
const LAYERS = new Set(["Conv", "ConvTranspose", "Gemm", "MatMul", "BatchNormalization"]);

/** Constants of floats with more than one value, but for running statistics. */
function countParameters({ nodes, constants }: Graph, refuse: Refuse): number {
  const statistics = new Set<string>();
  for (const node of nodes) {
    const { operator, inputs } = node;
    if (operator === "BatchNormalization") for (const name of inputs.slice(3)) statistics.add(name);
    for (const name of LAYERS.has(operator) ? inputs : []) {
      const values = floatsOf(constants.get(name)) ?? new Float32Array();
      const bad = firstNotFinite(values);
      if (bad < 0) continue;
      refuse(`${values[bad]} in ${printable(name)} of node ${said(node)}`, "finite weights");
    }
  }
  const counted = [...constants].filter(([name]) => !statistics.has(name));
  const sizes = counted.map(([, constant]) => floatsOf(constant)?.length ?? 0);
  return sizes.filter((size) => size > 1).reduce((sum, size) => sum + size, 0);
}

function forImagesOf(graph: Graph, size: MapSize, only: MapSize | null, file: string): Graph {
  if (only !== null && (size.height !== only.height || size.width !== only.width)) {
    const expected = `the ${only.height} x ${only.width} that its input has`;
    throw new RangeError(
      `${file}: found images of ${size.height} x ${size.width}, expected ${expected}`,
    );
  }
  const [input] = graph.inputs;
  const [batch, channels] = input.dimensions;
  const dimensions = [batch, channels, size.height, size.width];
  return { ...graph, inputs: [{ ...input, dimensions }] };
}

function summary(
  { producer }: ReadModel,
  graph: Graph,
  {
    classes,
    embeddingSize,
    parameters,
    taken,
  }: { classes: number; embeddingSize: number; parameters: number; taken: ImageInput },
): string {
  const by = producer === "" ? "" : ` by ${printable(producer)}`;
  const { channels, size, batch } = taken;
  return [
    `ONNX graph of opset ${graph.opset}${by}`,
    `${graph.nodes.length} nodes (${commonest(graph)})`,
    `${channels} input channel${channels === 1 ? "" : "s"}`,
    size === null ? "images of any size" : `images of ${size.height} x ${size.width}`,
    batch === null ? "any number at a time" : `${batch} at a time`,
    `${classes} classes`,
    `an embedding of ${embeddingSize}`,
    `${parameters.toLocaleString("en-US")} parameters`,
  ].join(", ");
}

/** The three commonest operators and how often each stands there. */
function commonest({ nodes }: Graph): string {
  const counts = new Map<string, number>();
  for (const { operator } of nodes) counts.set(operator, (counts.get(operator) ?? 0) + 1);
  const sorted = [...counts].sort((one, other) => other[1] - one[1]);
  const shown = sorted.slice(0, 3).map(([operator, count]) => `${count} ${printable(operator)}`);
  return shown.join(", ");
}
