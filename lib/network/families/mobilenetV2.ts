import type { Family } from "./family";
import type { Features, Layers, Moves } from "./layers";
import { ended } from "./resnet";
import type { Weights } from "./weights";

/** Blocks of each stage of the published network, and the stride of its first one. */
const DEPTHS = [1, 2, 3, 4, 3, 3, 1];
const BLOCKS = DEPTHS.reduce((sum, depth) => sum + depth, 0);

/**
 * MobileNetV2, in torchvision's names and strides (a stem of stride 2, five halvings in all) and in
 * kuangliu's (three halvings, for images of 32 x 32; shortcuts with weights).
 *
 * Source: Sandler, Howard, Zhu, Zhmoginov and Chen (2018), "MobileNetV2: inverted residuals and linear
 * bottlenecks".
 */
export const mobilenetV2: Family = {
  name: "a MobileNetV2 in torchvision's or kuangliu's names",
  takesStem: false,
  recognises: (weights) => isTorchvision(weights) || weights.has("layers.0.conv3.weight"),
  write(layers) {
    return isTorchvision(layers.weights) ? torchvision(layers) : kuangliu(layers);
  },
};

function isTorchvision(weights: Weights): boolean {
  return weights.has("features.0.0.weight") && weights.has("features.1.conv.0.0.weight");
}

function torchvision(layers: Layers) {
  const { weights } = layers;
  const [, inChannels = 3] = weights.shape("features.0.0.weight");
  let x = activated(layers, layers.images(inChannels), "features.0.0", "features.0.1", {
    stride: 2,
  });
  const places = weights.indices("features.");
  const [last = 0] = places.slice(-1);
  const strides = stridesOf(weights, last - 1, [1, 2, 2, 2, 1, 2, 1]);
  for (let i = 1; i < last; i++) {
    const name = `features.${i}.conv`;
    const [input, stride] = [x, strides[i - 1]];
    const inner = weights.indices(`${name}.`).length - 2;
    for (let part = 0; part < inner; part++) {
      const here = part === inner - 1 ? stride : 1;
      x = activated(layers, x, `${name}.${part}.0`, `${name}.${part}.1`, { stride: here });
    }
    x = layers.norm(layers.convolution(x, `${name}.${inner}`), `${name}.${inner + 1}`);
    if (stride === 1 && input.channels === x.channels) x = layers.add(x, input);
  }
  x = activated(layers, x, `features.${last}.0`, `features.${last}.1`);
  const embedding = layers.mean(x);
  const logits = layers.linear(embedding, weights.oneOf("classifier.1", "classifier"));
  return { embedding, logits, inChannels, said: saidOf(strides, 2) };
}

function activated(
  layers: Layers,
  x: Features,
  convolution: string,
  norm: string,
  moves: Moves = {},
): Features {
  return layers.relu6(layers.norm(layers.convolution(x, convolution, moves), norm));
}

/** ReLU, not ReLU6; a block of stride 1 adds its input, through weights where it widens. */
function kuangliu(layers: Layers) {
  const { weights } = layers;
  const [, inChannels = 3] = weights.shape("conv1.weight");
  let x = layers.relu(layers.norm(layers.convolution(layers.images(inChannels), "conv1"), "bn1"));
  const places = weights.indices("layers.");
  const strides = stridesOf(weights, places.length, [1, 1, 2, 2, 1, 2, 1]);
  places.forEach((_, i) => {
    const name = `layers.${i}`;
    const [input, stride] = [x, strides[i]];
    for (let part = 1; part <= 3; part++) {
      const here = { stride: part === 2 ? stride : 1 };
      x = layers.norm(layers.convolution(x, `${name}.conv${part}`, here), `${name}.bn${part}`);
      if (part < 3) x = layers.relu(x);
    }
    if (stride !== 1) return;
    const hasWeights = weights.has(`${name}.shortcut.0.weight`);
    const shortcut = hasWeights
      ? layers.norm(layers.convolution(input, `${name}.shortcut.0`), `${name}.shortcut.1`)
      : input;
    x = layers.add(x, shortcut);
  });
  x = layers.relu(layers.norm(layers.convolution(x, "conv2"), "bn2"));
  return { ...ended(layers, x), inChannels, said: saidOf(strides, 1) };
}

/** The published stages' strides; a network of other depths does not say its own. */
function stridesOf(weights: Weights, blocks: number, ofStage: readonly number[]): number[] {
  if (blocks !== BLOCKS) weights.fault(`${blocks} blocks, whose strides weights do not say`);
  const strides = DEPTHS.flatMap((depth, stage) =>
    Array.from({ length: depth }, (_, i) => (i === 0 ? ofStage[stage] : 1)),
  );
  return Array.from({ length: Math.max(0, blocks) }, (_, i) => strides[i] ?? 1);
}

function saidOf(strides: readonly number[], stem: number): string[] {
  const halvings = strides.filter((stride) => stride === 2).length + (stem === 2 ? 1 : 0);
  return ["MobileNetV2", `a stem of stride ${stem}, ${halvings} halvings in all`];
}
