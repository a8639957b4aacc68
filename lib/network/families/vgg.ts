import type { Family } from "./family";
import type { Features, Layers, Row } from "./layers";

/** Positions a side that the linear layers may take; published networks have 7. */
const LARGEST = 14;

/**
 * VGG with and without batch normalisation: one Sequential of convolutions, in which ReLU and max-pools take
 * a place but have no weights, so a place more between two convolutions is a max-pool; then one linear layer
 * or three. Before the linear layers the map is averaged to as many positions as the first of them takes.
 *
 * Source: Simonyan and Zisserman (2015), "Very deep convolutional networks for large-scale image
 * recognition"; the names of torchvision, kuangliu and weiaicunzai, which are the same.
 */
export const vgg: Family = {
  name: "a VGG in torchvision's names (features, classifier)",
  takesStem: false,
  recognises: (weights) =>
    weights.shape("features.0.weight").length === 4 &&
    weights.names.some((name) => name.startsWith("classifier.")) &&
    weights.names.every((name) =>
      /^(features\.\d{1,3}|classifier(\.\d{1,3})?)\.[a-z_]+$/.test(name),
    ),
  write(layers) {
    const { weights } = layers;
    const [, inChannels = 3] = weights.shape("features.0.weight");
    const isConvolution = (place: number) => weights.shape(`features.${place}.weight`).length === 4;
    const places = weights.indices("features.").filter(isConvolution);
    let x = layers.images(inChannels);
    const pooled: number[] = [];
    places.forEach((place, i) => {
      x = layers.convolution(x, `features.${place}`);
      const hasNorm = weights.shape(`features.${place + 1}.weight`).length === 1;
      if (hasNorm) x = layers.norm(x, `features.${place + 1}`);
      x = layers.relu(x);
      const next = place + (hasNorm ? 3 : 2);
      const after = places[i + 1] ?? next + 1;
      if (after > next + 1) weights.fault(`features.${next} and features.${after - 1}, unknown`);
      if (after === next) return;
      x = layers.maxPool(x, 2);
      pooled.push(i + 1);
    });
    const heads = weights.has("classifier.weight")
      ? ["classifier"]
      : weights.indices("classifier.").map((place) => `classifier.${place}`);
    const embedding = headsOf(layers, averaged(layers, x, heads[0]), heads.slice(0, -1));
    const logits = layers.linear(embedding, heads[heads.length - 1]);
    const said = [
      `VGG-${places.length + heads.length}`,
      `max-pools behind convolutions ${pooled.join(", ")}`,
    ];
    return { logits, embedding, inChannels, said };
  },
};

/** The map as the first linear layer takes it: torchvision's averages to 7 x 7 whatever comes. */
function averaged(layers: Layers, x: Features, head: string): Row {
  const [, taken = 0] = layers.weights.shape(`${head}.weight`);
  const side = Math.round(Math.sqrt(taken / x.channels));
  if (side >= 1 && side <= LARGEST) return layers.adaptiveMean(x, side);
  layers.weights.fault(`${head}.weight of ${taken} inputs behind ${x.channels} channels`);
  return layers.mean(x);
}

function headsOf(layers: Layers, row: Row, names: readonly string[]): Row {
  return names.reduce((x, name) => layers.reluRow(layers.linear(x, name)), row);
}
