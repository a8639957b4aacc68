import { type Checkpoint, InputError, printable } from "../../files";
import type { Graph } from "../graph/types";
import type { MapSize } from "../mapSize";
import { groupsOf } from "../passes/groups";
import { stemNamed } from "../stem";
import type { GraphNetwork } from "../types";
import { densenet } from "./densenet";
import type { Asked, Family } from "./family";
import { Layers } from "./layers";
import { mobilenetV2 } from "./mobilenetV2";
import { preactResnet } from "./preactResnet";
import { resnet } from "./resnet";
import { sequentialResnet } from "./sequentialResnet";
import { vgg } from "./vgg";
import { Weights } from "./weights";
import { wideResnet } from "./wideResnet";

/** The families that are read, in the order in which they are tried. */
const families: readonly Family[] = [
  resnet,
  preactResnet,
  sequentialResnet,
  wideResnet,
  vgg,
  densenet,
  mobilenetV2,
];

/** Images that every network takes: what is read of weights does not hang on their size. */
const LARGE: MapSize = { height: 224, width: 224 };

const GROUPS_UNSAID =
  "no running statistics: group normalisation, of as many groups as Opacus makes (unsaid.groups says others)";

/** How torch writes an ONNX file, which any network can be given as. */
export const EXPORT = [
  "import torch",
  "model.eval()",
  "images = torch.zeros(1, 3, 32, 32)",
  'torch.onnx.export(model, images, "model.onnx", input_names=["images"], dynamic_axes={"images": {0: "N"}})',
].join("; ");

/**
 * Reads a network of one of the families from its state_dict: which one, its depth and widths by names and
 * shapes.
 *
 * @returns null where no family has such names
 * @throws InputError naming what is missing, surplus or of another shape than the family demands
 * @example
 * describeFamily(readCheckpoint("wrn.pt"), { stem: "auto" })?.architecture; // "WRN-28-2"
 */
export function describeFamily(checkpoint: Checkpoint, asked: Asked): GraphNetwork | null {
  const weights = new Weights(checkpoint);
  const family = families.find((one) => one.recognises(weights));
  if (family === undefined) return null;
  if (asked.stem !== "auto" && !family.takesStem) {
    const found = `stem "${asked.stem}" for ${family.name}`;
    throw new InputError(checkpoint.path, found, '"auto": its names tell the stem');
  }
  return networkOf(weights, family, asked);
}

function networkOf(weights: Weights, family: Family, asked: Asked): GraphNetwork {
  const written = (size: MapSize) => {
    const layers = new Layers(weights, size);
    return { layers, ...family.write(layers, asked) };
  };
  const first = attempt(() => written(LARGE), weights.path);
  weights.finish(`the state_dict of ${family.name}; or ONNX: ${EXPORT}`);
  const { logits, embedding, inChannels, said, stem } = first;
  const graph = first.layers.finish(logits, embedding);
  const hasGroups = groupsOf(graph).length > 0;
  const { parameters } = weights;
  const counts = [
    ...(hasGroups ? ["group normalisation"] : []),
    `${inChannels} input channel${inChannels === 1 ? "" : "s"}`,
    `${logits.size} classes`,
    `${parameters.toLocaleString("en-US")} parameters`,
  ];
  return {
    path: weights.path,
    architecture: said[0],
    inChannels,
    classes: logits.size,
    embeddingSize: embedding.size,
    classifier: classifierOf(graph, logits.value),
    parameters,
    notes: hasGroups ? [GROUPS_UNSAID] : [],
    summary: [...said, ...counts].join(", "),
    imageSize: null,
    batch: null,
    weightFiles: [],
    begins: stem && {
      stride: stem.stride,
      maxPool: stem.maxPool,
      otherwise: (other) => networkOf(weights, family, { stem: stemNamed(other) }),
    },
    unsaid: hasGroups ? ["epsilon", "groups"] : ["epsilon"],
    write(size) {
      const again = written(size);
      return again.layers.finish(again.logits, again.embedding);
    },
  };
}

/** What has more pools, or larger windows, than images of 224 x 224 fit, is no network. */
function attempt<T>(write: () => T, path: string): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(path, `weights with which ${error.message}`, "a network for images");
  }
}

function classifierOf({ nodes, constants }: Graph, logits: string) {
  const node = nodes.find(({ outputs }) => outputs[0] === logits);
  const [weight, bias] = (node?.inputs.slice(1) ?? []).map((name) => constants.get(name)?.data);
  if (!(weight instanceof Float32Array && bias instanceof Float32Array)) return null;
  return { name: (node?.inputs[1] ?? "").replace(/\.weight$/, ""), weight, bias };
}

/**
 * Refuses weights of no family that is read.
 *
 * @throws InputError naming the first tensors and how to export ONNX
 */
export function refuseUnknown({ path, tensors }: Checkpoint): never {
  const names = [...tensors.keys()];
  const more = names.length > 4 ? ` and ${names.length - 4} more` : "";
  const found = `weights of no family that is read (${names.slice(0, 4).map(printable).join(", ")}${more})`;
  throw new InputError(path, found, `a network as ONNX: ${EXPORT}`);
}
