import type { Family } from "./family";
import type { Features, Layers } from "./layers";
import { ended } from "./resnet";

/** Parts of TRADES' copy that its own forward pass does not use. */
const UNUSED = "sub_block1.";

/**
 * Wide residual networks, WRN-depth-width, in xternalz' names, which TRADES and RobustBench have too: where a
 * block widens, its shortcut takes the activated input, else the input as it is.
 *
 * Source: Zagoruyko and Komodakis (2016), "Wide residual networks"; the names of
 * github.com/xternalz/WideResNet-pytorch.
 */
export const wideResnet: Family = {
  name: "a WRN in xternalz' names (conv1, block1 to block3, bn1, fc)",
  takesStem: false,
  recognises: (weights) => weights.has("block1.layer.0.conv1.weight"),
  write(layers) {
    const { weights } = layers;
    const [, inChannels = 3] = weights.shape("conv1.weight");
    let x = layers.convolution(layers.images(inChannels), "conv1");
    const start = x.channels;
    let blocks = 0;
    for (const stage of [1, 2, 3]) {
      weights.indices(`block${stage}.layer.`).forEach((_, i) => {
        x = block(layers, x, `block${stage}.layer.${i}`, stage > 1 && i === 0 ? 2 : 1);
        blocks++;
      });
    }
    x = layers.relu(layers.norm(x, "bn1"));
    for (const name of weights.names.filter((one) => one.startsWith(UNUSED))) {
      weights.take(name, weights.shape(name));
    }
    const said = [`WRN-${2 * blocks + 4}-${x.channels / (4 * start)}`];
    return { ...ended(layers, x), inChannels, said };
  },
};

function block(layers: Layers, x: Features, name: string, stride: number): Features {
  const activated = layers.relu(layers.norm(x, `${name}.bn1`));
  const first = layers.convolution(activated, `${name}.conv1`, { stride });
  const y = layers.convolution(layers.relu(layers.norm(first, `${name}.bn2`)), `${name}.conv2`);
  if (!layers.weights.has(`${name}.convShortcut.weight`)) return layers.add(y, x);
  return layers.add(y, layers.convolution(activated, `${name}.convShortcut`, { stride }));
}
