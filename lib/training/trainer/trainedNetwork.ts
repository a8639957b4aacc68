import type { Convolution, MapSize, ResidualNetwork } from "../../network";
import { windowsOf } from "../graph";
import { unpackWeight } from "./weightLayout";

/** What a network holds after some steps. */
export interface TrainedValues {
  /** Side of the images, from which it follows which taps were trained. */
  readonly size: MapSize;
  /** By what taps that see padding only are multiplied (see `IdleDecay`). */
  readonly idleFactor: number;
  /** A variable's value now. */
  value(name: string): Float32Array;
}

/**
 * The network with its trained values in the place of those that it began with. Weights that no
 * image ever reaches decay as an optimiser would make them.
 *
 * @example
 * const after = trainedNetwork(network, values);
 */
export function trainedNetwork(network: ResidualNetwork, values: TrainedValues): ResidualNetwork {
  let size = values.size;
  const trained = (layer: Convolution, at: MapSize): Convolution => {
    const { taps } = windowsOf(at, layer);
    const rest = layer.weight.map((weight) => weight * values.idleFactor);
    const weight = unpackWeight(layer, values.value(`${layer.name}.weight`), taps, rest);
    return { ...layer, weight, batchNorm: trainedNorm(layer.batchNorm, values) };
  };
  const through = (layer: Convolution): Convolution => {
    const after = trained(layer, size);
    size = windowsOf(size, layer).output;
    return after;
  };
  const stem = through(network.stem);
  if (network.maxPool) size = windowsOf(size, { kernel: 3, stride: 2, padding: 1 }).output;
  const blocks = network.blocks.map((block) => {
    const shortcut = block.shortcut && trained(block.shortcut, size);
    return { ...block, convolutions: block.convolutions.map(through), shortcut };
  });
  const { name } = network.classifier;
  const weight = values.value(`${name}.weight`).slice();
  const bias = values.value(`${name}.bias`).slice();
  return { ...network, stem, blocks, classifier: { name, weight, bias } };
}

function trainedNorm(
  norm: Convolution["batchNorm"],
  { value }: TrainedValues,
): Convolution["batchNorm"] {
  return {
    ...norm,
    weight: value(`${norm.name}.weight`).slice(),
    bias: value(`${norm.name}.bias`).slice(),
    mean: value(`${norm.name}.running_mean`).slice(),
    variance: value(`${norm.name}.running_var`).slice(),
  };
}
