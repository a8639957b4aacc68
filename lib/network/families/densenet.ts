import { type ChosenStem, chooseStem } from "../stem";
import type { Asked, Family } from "./family";
import type { Features, Layers } from "./layers";
import { ended, stemPhrase } from "./resnet";
import type { Weights } from "./weights";

/** What the names of one make differ in. */
interface Make {
  readonly stem: string;
  readonly stemNorm: string;
  block(stage: number): string;
  norm(i: number): string;
  transition(stage: number): readonly [norm: string, convolution: string];
  readonly last: readonly string[];
  /** Whether a layer's new maps stand before the old. */
  readonly newFirst: boolean;
}

const torchvision: Make = {
  stem: "features.conv0",
  stemNorm: "features.norm0",
  block: (stage) => `features.denseblock${stage}.denselayer`,
  norm: (i) => `norm${i}`,
  transition: (stage) => [`features.transition${stage}.norm`, `features.transition${stage}.conv`],
  last: ["features.norm5", "features.norm_final"],
  newFirst: false,
};

const kuangliu: Make = {
  stem: "conv1",
  stemNorm: "",
  block: (stage) => `dense${stage}.`,
  norm: (i) => `bn${i}`,
  transition: (stage) => [`trans${stage}.bn`, `trans${stage}.conv`],
  last: ["bn"],
  newFirst: true,
};

/**
 * DenseNet, in torchvision's names and in kuangliu's.
 *
 * Source: Huang, Liu, van der Maaten and Weinberger (2017), "Densely connected convolutional networks".
 */
export const densenet: Family = {
  name: "a DenseNet in torchvision's or kuangliu's names",
  takesStem: true,
  recognises: (weights) =>
    [torchvision, kuangliu].some((make) => weights.has(`${firstOf(make)}.conv2.weight`)),
  write(layers, asked) {
    const { weights } = layers;
    const make = weights.has(`${firstOf(torchvision)}.conv2.weight`) ? torchvision : kuangliu;
    const [, inChannels = 3] = weights.shape(`${make.stem}.weight`);
    const { said, stem, ...begun } = begin(layers, make, inChannels, asked);
    let { x } = begun;
    let convolutions = 2;
    for (let stage = 1; weights.indices(make.block(stage)).length > 0; stage++) {
      for (const i of weights.indices(make.block(stage))) {
        x = layer(layers, x, `${make.block(stage)}${i}`, make);
        convolutions += 2;
      }
      if (weights.indices(make.block(stage + 1)).length === 0) break;
      const [norm, convolution] = make.transition(stage);
      const narrowed = layers.convolution(layers.relu(layers.norm(x, norm)), convolution);
      x = layers.averagePool(narrowed, 2);
      convolutions++;
    }
    // biome-ignore lint/plugin: one or two names, above.
    x = layers.relu(layers.norm(x, weights.oneOf(...make.last)));
    return { ...ended(layers, x), inChannels, stem, said: [`DenseNet-${convolutions}`, ...said] };
  },
};

/** torchvision counts layers from 1, kuangliu from 0. */
function firstOf(make: Make): string {
  return `${make.block(1)}${make === torchvision ? 1 : 0}`;
}

function begin(
  layers: Layers,
  make: Make,
  inChannels: number,
  { stem }: Asked,
): { x: Features; said: string[]; stem?: ChosenStem } {
  const { weights } = layers;
  const images = layers.images(inChannels);
  if (!hasNorm(weights, make)) {
    if (stem !== "auto") weights.fault(`stem "${stem}" for one without normalisation`);
    const x = layers.convolution(images, make.stem);
    return { x, said: ["stem of stride 1 without max-pool"] };
  }
  const [, , kernel = 7] = weights.shape(`${make.stem}.weight`);
  const chosen = chooseStem(stem, kernel);
  if (chosen === null) weights.fault(`a ${kernel}x${kernel} ${make.stem}`);
  const { stride, maxPool, reason } = chosen ?? { stride: 1, maxPool: false, reason: "" };
  const first = layers.convolution(images, make.stem, { stride });
  const x = layers.relu(layers.norm(first, make.stemNorm));
  const said = [stemPhrase(kernel, { stride, maxPool, reason })];
  const pooled = maxPool ? layers.maxPool(x, 3, { stride: 2, padding: 1 }) : x;
  return { x: pooled, said, stem: { stride, maxPool, reason } };
}

function hasNorm(weights: Weights, { stemNorm }: Make): boolean {
  return stemNorm !== "" && weights.has(`${stemNorm}.weight`);
}

function layer(layers: Layers, x: Features, name: string, { norm, newFirst }: Make): Features {
  const inner = layers.convolution(
    layers.relu(layers.norm(x, `${name}.${norm(1)}`)),
    `${name}.conv1`,
  );
  const made = layers.convolution(
    layers.relu(layers.norm(inner, `${name}.${norm(2)}`)),
    `${name}.conv2`,
  );
  return layers.concat(newFirst ? [made, x] : [x, made]);
}
