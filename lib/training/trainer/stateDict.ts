import type { NamedArray } from "../../files/outputs";
import type { Convolution, ResidualNetwork } from "../../network";

/**
 * A network's parameters and running statistics under torchvision's names and in its order, without
 * num_batches_tracked: what `load_state_dict` takes.
 *
 * @example
 * stateDictOf(network).get("fc.bias")?.shape; // [10]
 */
export function stateDictOf(network: ResidualNetwork): Map<string, NamedArray> {
  const { stem, blocks, classifier, classes, embeddingSize } = network;
  const tensors = new Map<string, NamedArray>();
  const convolutions = [
    stem,
    ...blocks.flatMap((block) => [
      ...block.convolutions,
      ...(block.shortcut ? [block.shortcut] : []),
    ]),
  ];
  for (const layer of convolutions) addLayer(tensors, layer);
  tensors.set(`${classifier.name}.weight`, {
    shape: [classes, embeddingSize],
    data: classifier.weight,
  });
  tensors.set(`${classifier.name}.bias`, { shape: [classes], data: classifier.bias });
  return tensors;
}

function addLayer(tensors: Map<string, NamedArray>, layer: Convolution): void {
  const { kernel, outChannels, inChannels, weight, batchNorm } = layer;
  tensors.set(`${layer.name}.weight`, {
    shape: [outChannels, inChannels, kernel, kernel],
    data: weight,
  });
  const shape = [outChannels];
  const { name } = batchNorm;
  tensors.set(`${name}.weight`, { shape, data: batchNorm.weight });
  tensors.set(`${name}.bias`, { shape, data: batchNorm.bias });
  tensors.set(`${name}.running_mean`, { shape, data: batchNorm.mean });
  tensors.set(`${name}.running_var`, { shape, data: batchNorm.variance });
}
