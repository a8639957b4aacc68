import type { Family } from "./family";
import type { Features, Layers } from "./layers";
import { ended } from "./resnet";

/**
 * Residual networks whose blocks are Sequentials: weiaicunzai's for CIFAR-100.
 *
 * Source: the names of github.com/weiaicunzai/pytorch-cifar100, models/resnet.py.
 */
export const sequentialResnet: Family = {
  name: "a ResNet in weiaicunzai's names (conv1.0, conv2_x to conv5_x, residual_function, fc)",
  takesStem: false,
  recognises: (weights) => weights.has("conv2_x.0.residual_function.0.weight"),
  write(layers) {
    const { weights } = layers;
    const [, inChannels = 3] = weights.shape("conv1.0.weight");
    const first = layers.convolution(layers.images(inChannels), "conv1.0");
    let x = layers.relu(layers.norm(first, "conv1.1"));
    let depth = 2;
    for (const stage of [2, 3, 4, 5]) {
      weights.indices(`conv${stage}_x.`).forEach((_, i) => {
        const name = `conv${stage}_x.${i}`;
        depth += weights.has(`${name}.residual_function.6.weight`) ? 3 : 2;
        x = block(layers, x, name, stage > 2 && i === 0 ? 2 : 1);
      });
    }
    return { ...ended(layers, x), inChannels, said: [`ResNet-${depth}`, "stem 3x3 of stride 1"] };
  },
};

/** Convolution, normalisation and ReLU by turns: 0, 1; 3, 4; and 6, 7 in a bottleneck. */
function block(layers: Layers, x: Features, name: string, stride: number): Features {
  const { weights } = layers;
  const bottleneck = weights.has(`${name}.residual_function.6.weight`);
  let y = x;
  for (let i = 0; i < (bottleneck ? 3 : 2); i++) {
    if (i > 0) y = layers.relu(y);
    const here = i === (bottleneck ? 1 : 0) ? stride : 1;
    y = layers.convolution(y, `${name}.residual_function.${3 * i}`, { stride: here });
    y = layers.norm(y, `${name}.residual_function.${3 * i + 1}`);
  }
  const hasShortcut = weights.has(`${name}.shortcut.0.weight`) || stride > 1;
  const shortcut = hasShortcut
    ? layers.norm(layers.convolution(x, `${name}.shortcut.0`, { stride }), `${name}.shortcut.1`)
    : x;
  return layers.relu(layers.add(y, shortcut));
}
