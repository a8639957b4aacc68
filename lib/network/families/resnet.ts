import { type ChosenStem, chooseStem } from "../stem";
import type { Family, Written } from "./family";
import type { Features, Layers } from "./layers";
import type { Weights } from "./weights";

/**
 * Residual networks in torchvision's names beyond the plain one: grouped convolutions (ResNeXt), group
 * normalisation, three stages (CIFAR ResNets of depth 20 to 110), shortcuts without weights.
 *
 * Source: He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition"; Xie, Girshick,
 * Dollár, Tu and He (2017), "Aggregated residual transformations for deep neural networks".
 */
export const resnet: Family = {
  name: "a ResNet in torchvision's names (conv1, bn1, layer1 on, fc or linear)",
  takesStem: true,
  recognises(weights) {
    const stages = stagesOf(weights);
    if (!weights.has("conv1.weight") || !weights.has("layer1.0.conv1.weight")) return false;
    if (isPreActivated(weights)) return false;
    const named = weights.names.some((name) => name.endsWith(".running_var"));
    return stages !== 4 || !named || isGrouped(weights) || withoutShortcuts(weights);
  },
  write(layers, asked) {
    const { weights } = layers;
    const [, inChannels = 3, kernel = 3] = weights.shape("conv1.weight");
    const stem = chooseStem(asked.stem, kernel) ?? { stride: 1, maxPool: false, reason: "" };
    if (stem.reason === "") weights.fault(`a ${kernel}x${kernel} conv1`);
    const first = layers.convolution(layers.images(inChannels), "conv1", stem);
    let x = layers.relu(layers.norm(first, normOf(weights, "", 1)));
    if (stem.maxPool) x = layers.maxPool(x, 3, { stride: 2, padding: 1 });
    const depths: number[] = [];
    for (let stage = 1; stage <= stagesOf(weights); stage++) {
      const indices = weights.indices(`layer${stage}.`);
      depths.push(indices.length);
      indices.forEach((_, i) => {
        x = block(layers, x, `layer${stage}.${i}`, stage > 1 && i === 0 ? 2 : 1);
      });
    }
    const said = [nameOf(weights, depths), stemPhrase(kernel, stem)];
    return { ...ended(layers, x), inChannels, said, stem };
  },
};

/** A stem in words, with the reason for it. */
export function stemPhrase(kernel: number, { stride, maxPool, reason }: ChosenStem): string {
  const pool = maxPool ? "max-pool" : "no max-pool";
  return `stem ${kernel}x${kernel} of stride ${stride} with ${pool} (${reason})`;
}

/** The mean over positions and the one linear layer. */
export function ended(layers: Layers, x: Features): Pick<Written, "logits" | "embedding"> {
  const embedding = layers.mean(x);
  const head = layers.weights.oneOf("fc", "linear", "classifier", "fc.1", "head");
  return { embedding, logits: layers.linear(embedding, head) };
}

/** Stages of blocks. */
export function stagesOf(weights: Weights): number {
  let stages = 0;
  while (weights.has(`layer${stages + 1}.0.conv1.weight`)) stages++;
  return stages;
}

/**
 * Whether a block's first normalisation is of its input: where a block widens, it has as many channels as
 * the input and not as the convolution gives.
 */
export function isPreActivated(weights: Weights): boolean {
  for (let stage = 1; stage <= stagesOf(weights); stage++) {
    const [out, into] = weights.shape(`layer${stage}.0.conv1.weight`);
    const [channels] = weights.shape(`layer${stage}.0.bn1.weight`);
    if (out !== into && channels !== undefined) return channels === into;
  }
  return false;
}

function isGrouped(weights: Weights): boolean {
  const [, into] = weights.shape("layer1.0.conv2.weight");
  const [width] = weights.shape("layer1.0.conv1.weight");
  return into !== undefined && into < width;
}

/** A convolution or normalisation on a block's main way, whatever is behind it. */
const MAIN = /^(conv|bn|gn|norm)[1-3]$/;

/** Whether a block that widens has nothing but its main way. */
function withoutShortcuts(weights: Weights): boolean {
  const inside = weights.names.filter((name) => name.startsWith("layer2.0."));
  return inside.every((name) => MAIN.test(name.split(".")[2]));
}

/** bn1, or what others call it. */
function normOf(weights: Weights, prefix: string, i: number): string {
  return weights.oneOf(`${prefix}bn${i}`, `${prefix}gn${i}`, `${prefix}norm${i}`);
}

/** The stride stands on the first 3x3 convolution: conv1 of a basic block, conv2 of a bottleneck. */
function block(layers: Layers, x: Features, name: string, stride: number): Features {
  const { weights } = layers;
  const bottleneck = weights.has(`${name}.conv3.weight`);
  let y = x;
  for (let i = 1; i <= (bottleneck ? 3 : 2); i++) {
    if (i > 1) y = layers.relu(y);
    const here = i === (bottleneck ? 2 : 1) ? stride : 1;
    y = layers.convolution(y, `${name}.conv${i}`, { stride: here });
    y = layers.norm(y, normOf(weights, `${name}.`, i));
  }
  return layers.relu(layers.add(y, around(layers, x, y, name, stride)));
}

function around(layers: Layers, x: Features, y: Features, name: string, stride: number): Features {
  const { weights } = layers;
  const part = weights.oneOf(`${name}.downsample.0`, `${name}.shortcut.0`);
  if (weights.has(`${part}.weight`)) {
    const norm = `${part.slice(0, -1)}1`;
    return layers.norm(layers.convolution(x, part, { stride }), norm);
  }
  if (stride === 1 && x.channels === y.channels) return x;
  return layers.subsampled(x, stride, y.channels);
}

function nameOf(weights: Weights, depths: readonly number[]): string {
  const bottleneck = weights.has("layer1.0.conv3.weight");
  const [width] = weights.shape("layer1.0.conv1.weight");
  const [, perGroup] = weights.shape("layer1.0.conv2.weight");
  const depth = 2 + depths.reduce((sum, blocks) => sum + blocks, 0) * (bottleneck ? 3 : 2);
  if (isGrouped(weights)) return `ResNeXt-${depth}, ${width / perGroup} groups of ${perGroup}`;
  const shortcuts = withoutShortcuts(weights) ? ", shortcuts without weights" : "";
  return `ResNet-${depth}${shortcuts}`;
}
