import { chooseStem } from "../stem";
import type { Family } from "./family";
import type { Features, Layers } from "./layers";
import { ended, isPreActivated, stagesOf, stemPhrase } from "./resnet";
import type { Weights } from "./weights";

/**
 * Residual networks that normalise and activate before each convolution, in kuangliu's names; and the wide
 * ones of three stages, in meliketoy's, whose shortcuts take a block's input before that.
 *
 * Source: He, Zhang, Ren and Sun (2016), "Identity mappings in deep residual networks"; the names of
 * github.com/kuangliu/pytorch-cifar and github.com/meliketoy/wide-resnet.pytorch.
 */
export const preactResnet: Family = {
  name: "a pre-activation ResNet in kuangliu's or meliketoy's names (conv1, layer1 on, linear)",
  takesStem: true,
  recognises: (weights) => weights.has("conv1.weight") && isPreActivated(weights),
  write(layers, asked) {
    const { weights } = layers;
    const [, inChannels = 3, kernel = 3] = weights.shape("conv1.weight");
    const stem = chooseStem(asked.stem, kernel) ?? { stride: 1, maxPool: false, reason: "" };
    if (stem.reason === "") weights.fault(`a ${kernel}x${kernel} conv1`);
    let x = layers.convolution(layers.images(inChannels), "conv1", stem);
    if (stem.maxPool) x = layers.maxPool(x, 3, { stride: 2, padding: 1 });
    const start = x.channels;
    let convolutions = 2;
    const shortcuts = shortcutsTake(weights);
    for (let stage = 1; stage <= stagesOf(weights); stage++) {
      weights.indices(`layer${stage}.`).forEach((_, i) => {
        const name = `layer${stage}.${i}`;
        convolutions += weights.has(`${name}.conv3.weight`) ? 3 : 2;
        x = block(layers, x, name, stage > 1 && i === 0 ? 2 : 1, shortcuts);
      });
    }
    const last = weights.oneOf("bn1", "bn", "norm");
    // kuangliu's ends in the sum of its last block; most others normalise and activate it.
    if (weights.has(`${last}.weight`)) x = layers.relu(layers.norm(x, last));
    const wide = stagesOf(weights) === 3 ? x.channels / (4 * start) : 1;
    const named =
      wide > 1 ? `WRN-${convolutions + 2}-${wide}` : `pre-activation ResNet-${convolutions}`;
    return {
      ...ended(layers, x),
      inChannels,
      said: [named, stemPhrase(kernel, stem), `shortcuts from the ${shortcuts}`],
    };
  },
};

/** meliketoy's convolutions have biases; its shortcuts take the block's input as it is. */
function shortcutsTake(weights: Weights): "input" | "activation" {
  return weights.has("layer1.0.conv1.bias") ? "input" : "activation";
}

/** The stride stands on the second convolution of a block with biases, as meliketoy's, and of a bottleneck. */
function block(
  layers: Layers,
  x: Features,
  name: string,
  stride: number,
  shortcuts: "input" | "activation",
): Features {
  const { weights } = layers;
  const count = weights.has(`${name}.conv3.weight`) ? 3 : 2;
  const strided = count === 3 || shortcuts === "input" ? 2 : 1;
  const activated = layers.relu(layers.norm(x, `${name}.bn1`));
  let y = activated;
  for (let i = 1; i <= count; i++) {
    if (i > 1) y = layers.relu(layers.norm(y, `${name}.bn${i}`));
    y = layers.convolution(y, `${name}.conv${i}`, { stride: i === strided ? stride : 1 });
  }
  const part = `${name}.shortcut.0`;
  if (!weights.has(`${part}.weight`)) return layers.add(y, x);
  const from = shortcuts === "input" ? x : activated;
  return layers.add(y, layers.convolution(from, part, { stride }));
}
