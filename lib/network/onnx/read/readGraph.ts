import { InputError, printable } from "../../../files";
import type { Constant, Graph, GraphNode, GraphValue } from "../../graph/types";
import { checkGraph } from "./checkGraph";
import { ExternalData } from "./externalData";
import { inSinglePrecision } from "./inSinglePrecision";
import { messageOf, nameOf } from "./names";
import { wholeNumber } from "./numbers";
import { type Budget, fieldsOf, type Refuse } from "./protobufReader";
import { type Reading, readNode } from "./readNode";
import { readTensor } from "./readTensor";
import { readValue } from "./readValue";

/** Fields of all messages of a model: a graph of 10000 nodes has some 200000. */
const FIELDS = 1_000_000;
/** The first version of the operators that is read. */
const FIRST_OPSET = 9;

/** What a model is called in messages, and where its constants may lie. */
export interface ReadGraphOptions {
  /** For messages. */
  readonly path?: string;
  /** Files with constants must lie in this folder; null (the default): there may be none. */
  readonly folder?: string | null;
}

/** A graph, and what its file says beside. */
export interface ReadModel {
  readonly graph: Graph;
  /** Program and version that wrote the file; "" where it does not say. */
  readonly producer: string;
  /** Files beside the model that constants lie in. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** What had to be decided: a phrase each. */
  readonly notes: readonly string[];
}

/**
 * Decodes an ONNX model into plain objects. Nothing is run, and a file cannot ask for more than a small
 * multiple of its size: lengths, counts and names are bounded. float16 and bfloat16 are read as float.
 *
 * Source: onnx.proto of the ONNX project.
 *
 * @throws InputError if it is no ONNX model or a damaged one, or has what is not read: an opset below 9,
 *   operators of other domains, functions, If, Loop and Scan, quantised and sparse constants, constants
 *   in a file outside of the folder. The message names node and operator
 * @example
 * const graph = readGraph(readFileSync("model.onnx"), { path: "model.onnx", folder: "." });
 */
export function readGraph(bytes: Uint8Array, options: ReadGraphOptions = {}): Graph {
  return readModel(bytes, options).graph;
}

/**
 * As {@link readGraph}, with what the file says beside the graph.
 *
 * @throws InputError as {@link readGraph}
 * @example
 * readModel(bytes, { path: "model.onnx" }).producer; // "pytorch 2.4.0"
 */
export function readModel(
  bytes: Uint8Array,
  { path = "an ONNX model", folder = null }: ReadGraphOptions = {},
): ReadModel {
  const refuse: Refuse = (found, expected) => {
    throw new InputError(path, found, expected);
  };
  const data = new ExternalData(folder);
  try {
    const model = modelFields(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { fields: FIELDS },
      refuse,
    );
    let half = false;
    const noteHalf = () => {
      half = true;
    };
    const external = data.read;
    const graph = readGraphProto(model.graph, model.opset, {
      ...{ budget: model.budget, external, refuse, noteHalf },
    });
    checkGraph(graph, refuse);
    const single = inSinglePrecision(graph);
    const notes = half || single !== graph ? ["half precision is computed in single"] : [];
    return { graph: single, producer: model.producer, files: data.files, notes };
  } finally {
    data.close();
  }
}

function modelFields(bytes: Buffer, budget: Budget, refuse: Refuse) {
  let graph: Buffer | undefined;
  let opset = 0;
  const producer: string[] = [];
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 2 || field.number === 3) producer.push(nameOf(field, refuse));
    else if (field.number === 7) graph = messageOf(field, refuse);
    else if (field.number === 8) {
      const { domain, version } = opsetOf(messageOf(field, refuse), budget, refuse);
      if (domain === "" || domain === "ai.onnx") opset = version;
    } else if (field.number === 25) {
      const name = functionName(messageOf(field, refuse), budget, refuse);
      refuse(`the function ${printable(name)}`, "a model without functions of its own");
    }
  }
  if (graph === undefined) return refuse("no graph", "an ONNX model");
  if (opset < FIRST_OPSET) {
    return refuse(
      opset === 0 ? "no version of ONNX's operators" : `operators of opset ${opset}`,
      `opset ${FIRST_OPSET} or newer`,
    );
  }
  return { graph, opset, budget, producer: producer.filter((word) => word !== "").join(" ") };
}

function opsetOf(bytes: Buffer, budget: Budget, refuse: Refuse) {
  let [domain, version] = ["", 0];
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) domain = nameOf(field, refuse);
    else if (field.number === 2) version = wholeNumber(field.value);
  }
  return { domain, version };
}

function functionName(bytes: Buffer, budget: Budget, refuse: Refuse): string {
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) return nameOf(field, refuse);
  }
  return "";
}

function readGraphProto(bytes: Buffer, opset: number, reading: Reading): Graph {
  const { budget, refuse } = reading;
  let name = "";
  const nodes: GraphNode[] = [];
  const inputs: GraphValue[] = [];
  const outputs: GraphValue[] = [];
  const constants = new Map<string, Constant>();
  for (const field of fieldsOf(bytes, budget, refuse)) {
    const message = () => messageOf(field, refuse);
    if (field.number === 1) nodes.push(readNode(message(), reading));
    else if (field.number === 2) name = nameOf(field, refuse);
    else if (field.number === 5) {
      const read = readTensor(message(), reading);
      if (constants.has(read.name)) refuse(`constant ${printable(read.name)} twice`, "one");
      constants.set(read.name, read.constant);
      if (read.half) reading.noteHalf();
    } else if (field.number === 11) inputs.push(readValue(message(), reading));
    else if (field.number === 12) outputs.push(readValue(message(), reading));
    else if (field.number === 15) refuse("a sparse constant", "constants with all their values");
  }
  // Old files list their constants among the inputs.
  const given = inputs.filter((input) => !constants.has(input.name));
  return { name, opset, inputs: given, outputs, nodes, constants };
}
