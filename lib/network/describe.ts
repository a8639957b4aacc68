import { type Checkpoint, InputError } from "../files";
import { describeFamily, EXPORT, refuseUnknown } from "./families/describeFamily";
import { describeOnnx } from "./fromOnnx/describeOnnx";
import { compareNames, readSkeleton, type Skeleton } from "./names";
import { withoutStatistics } from "./normalisation";
import { TensorReader } from "./read";
import { spelledAsTorchvision } from "./spelling";
import { chooseStem, STEMS, type Stem } from "./stem";
import { summarise } from "./summary";
import type { Block, Network, ResidualNetwork } from "./types";
import { type Unsaid, withUnsaid } from "./variant";

/** How a checkpoint shall be understood. */
export interface DescribeOptions {
  /** Default "auto". */
  readonly stem?: Stem;
  /** What else weights do not say; as torchvision has it where left out or null. */
  readonly unsaid?: Unsaid | null;
}

/**
 * Reads a residual network from a state_dict in torchvision's layout: basic or bottleneck
 * blocks, any depth, any widths, any number of classes and input channels. Names of other families
 * are taken for torchvision's where the tensors leave no doubt. Names are compared first, then every shape with what its neighbours demand; num_batches_tracked may be there.
 *
 * @throws InputError naming missing and surplus tensors (with the nearest name), wrong shapes,
 * values that are not finite, or a first kernel that "auto" does not know
 * @example
 * const network = describeNetwork(readCheckpoint("data/model.pt"));
 * network.summary; // "ResNet-18, widths 64-128-256-512, 3 input channels, 44 classes, ..."
 */
export function describeNetwork(checkpoint: Checkpoint, options: DescribeOptions = {}): Network {
  const stem = options.stem ?? "auto";
  if (!STEMS.includes(stem)) {
    throw new RangeError(`stem: found "${stem}", expected one of ${STEMS.join(", ")}`);
  }
  if (checkpoint.onnx !== undefined) return readOnnx(checkpoint.path, checkpoint.onnx(), options);
  const ofFamily = describeFamily(checkpoint, { stem });
  if (ofFamily !== null) return options.unsaid ? asAsked(ofFamily, options.unsaid) : ofFamily;
  const isResNet =
    checkpoint.tensors.has("conv1.weight") ||
    [...checkpoint.tensors.keys()].some((name) => name.startsWith("layer1."));
  if (!isResNet) refuseUnknown(checkpoint);
  const spelled = spelledAsTorchvision(checkpoint);
  const names = [...spelled.checkpoint.tensors.keys()];
  const skeleton = readSkeleton(names);
  const difference = withoutStatistics(spelled.checkpoint) ?? compareNames(names, skeleton);
  if (difference !== null) {
    const expected = `the state_dict of a torchvision ResNet (conv1, bn1, layer1 to layer4, fc); or ONNX: ${EXPORT}`;
    throw new InputError(checkpoint.path, difference, expected);
  }
  const network = { ...readNetwork(spelled.checkpoint, skeleton, stem), notes: spelled.notes };
  return options.unsaid ? asAsked(network, options.unsaid) : network;
}

function asAsked(network: Network, unsaid: Unsaid): Network {
  const summary = `${network.summary}, with ${JSON.stringify(unsaid)} as asked`;
  return { ...withUnsaid(network, unsaid), summary };
}

/** Of an ONNX file nothing is left to be said. */
function readOnnx(
  path: string,
  bytes: Buffer,
  { stem = "auto", unsaid }: DescribeOptions,
): Network {
  if (stem !== "auto") {
    throw new InputError(
      path,
      `stem "${stem}" for an ONNX file`,
      '"auto": the file says it itself',
    );
  }
  if (unsaid) {
    const found = `unsaid ${JSON.stringify(unsaid)} for an ONNX file`;
    throw new InputError(path, found, "null: the file says it itself");
  }
  return describeOnnx(path, bytes);
}

function readNetwork(
  checkpoint: Checkpoint,
  skeleton: Skeleton,
  stem: Stem,
): Omit<ResidualNetwork, "notes"> {
  const reader = new TensorReader(checkpoint);
  const [, inChannels = 0, kernel = 0] = reader.shape("conv1.weight");
  const chosen = chooseStem(stem, kernel);
  if (chosen === null) {
    const named = STEMS.slice(1).join(", ");
    const expected = `3x3 or 7x7, or another odd kernel and a stem by name (${named})`;
    throw new InputError(checkpoint.path, `a ${kernel}x${kernel} conv1`, expected);
  }
  const first = reader.convolution({
    name: "conv1",
    batchNorm: "bn1",
    inChannels,
    outChannels: null,
    kernel,
    stride: chosen.stride,
  });
  const blocks = readBlocks(reader, skeleton, first.outChannels);
  const embeddingSize = outChannels(blocks[blocks.length - 1]);
  const [classes = 0] = reader.shape("fc.weight");
  const classifier = {
    name: "fc",
    weight: reader.take("fc.weight", [classes, embeddingSize]),
    bias: reader.take("fc.bias", [classes]),
  };
  if (reader.faults.length > 0) {
    const rest = reader.faults.length - 5;
    const found = reader.faults.slice(0, 5).join("; ") + (rest > 0 ? `; and ${rest} more` : "");
    throw new InputError(checkpoint.path, found, "shapes and values that make a network");
  }
  const parts = { inChannels, classes, embeddingSize, stem: first, blocks, classifier };
  return {
    path: checkpoint.path,
    maxPool: chosen.maxPool,
    ...parts,
    ...summarise(skeleton, chosen, parts),
  };
}

function readBlocks(reader: TensorReader, skeleton: Skeleton, stemChannels: number): Block[] {
  const blocks: Block[] = [];
  let channels = stemChannels;
  skeleton.depths.forEach((depth, stage) => {
    for (let index = 0; index < depth; index++) {
      const name = `layer${stage + 1}.${index}`;
      const stride = stage > 0 && index === 0 ? 2 : 1;
      const block = readBlock(reader, skeleton, name, channels, stride);
      blocks.push(block);
      channels = outChannels(block);
    }
  });
  return blocks;
}

/** The stride stands on the first 3x3 convolution: conv1 of a basic block, conv2 of a bottleneck. */
function readBlock(
  reader: TensorReader,
  skeleton: Skeleton,
  name: string,
  inChannels: number,
  stride: number,
): Block {
  const hasShortcut = skeleton.shortcuts.has(name);
  const kernels = skeleton.bottleneck ? [1, 3, 1] : [3, 3];
  const strided = skeleton.bottleneck ? 1 : 0;
  let channels = inChannels;
  const convolutions = kernels.map((kernel, i) => {
    const last = i === kernels.length - 1;
    const convolution = reader.convolution({
      name: `${name}.conv${i + 1}`,
      batchNorm: `${name}.bn${i + 1}`,
      inChannels: channels,
      outChannels: last && !hasShortcut ? inChannels : null,
      kernel,
      stride: i === strided ? stride : 1,
    });
    channels = convolution.outChannels;
    return convolution;
  });
  const shortcut = hasShortcut
    ? reader.convolution({
        name: `${name}.downsample.0`,
        batchNorm: `${name}.downsample.1`,
        inChannels,
        outChannels: channels,
        kernel: 1,
        stride,
      })
    : null;
  return { name, convolutions, shortcut };
}

function outChannels(block: Block): number {
  return block.convolutions[block.convolutions.length - 1].outChannels;
}
