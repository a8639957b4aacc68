import type { Convolution, ResidualNetwork } from "../../network";
import type { Draws } from "./draws";

/**
 * A residual network as torchvision begins one: convolutions normal with variance 2 / (outputs x taps),
 * normalisation that changes nothing, and the classifier as torch begins a linear layer.
 *
 * @see He, Zhang, Ren and Sun (2015), "Delving deep into rectifiers"
 */
export function newResidual(network: ResidualNetwork, draws: Draws): ResidualNetwork {
  const anew = (layer: Convolution): Convolution => {
    const { outChannels, kernel, weight, batchNorm } = layer;
    const deviation = Math.sqrt(2 / (outChannels * kernel * kernel));
    return {
      ...layer,
      weight: draws.normal(weight.length, deviation),
      batchNorm: {
        ...batchNorm,
        weight: new Float32Array(outChannels).fill(1),
        bias: new Float32Array(outChannels),
        mean: new Float32Array(outChannels),
        variance: new Float32Array(outChannels).fill(1),
      },
    };
  };
  const { classifier, embeddingSize } = network;
  const bound = 1 / Math.sqrt(embeddingSize);
  return {
    ...network,
    stem: anew(network.stem),
    blocks: network.blocks.map((block) => ({
      ...block,
      convolutions: block.convolutions.map(anew),
      shortcut: block.shortcut && anew(block.shortcut),
    })),
    classifier: {
      ...classifier,
      weight: draws.even(classifier.weight.length, bound),
      bias: draws.even(classifier.bias.length, bound),
    },
  };
}
