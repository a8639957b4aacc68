import { UsageError } from "../../commandLine";
import {
  type Convolution,
  isResidual,
  type MapSize,
  type Network,
  type ResidualNetwork,
} from "../../network";
import { windowsOf } from "../graph";
import { availableMemory } from "./availableMemory";
import { graphMemory } from "./graphMemory";
import type { Recipe } from "./recipe";

/** Unfolded inputs beyond this are not kept for the backward pass but made again. */
const KEPT_UNFOLDED = 512 * 2 ** 20;

/** What this process takes before any network. */
const PROCESS = 200 * 2 ** 20;

/** Arrays of an output's size that wait for the backward pass: before, in and after normalisation. */
const KEPT_OUTPUTS = 6;

/** What the allocator's gaps add: measured against the largest resident set of four steps. */
const GAPS = 1.3;

/** What a training step needs. */
export interface StepMemory {
  /** Bytes of the whole process, an estimate. */
  readonly bytes: number;
  /** Bytes of them that the process takes only then. */
  readonly added: number;
  readonly unfoldAgain: boolean;
}

/**
 * Estimates the memory of a training step: activations that wait for the backward pass, unfolded
 * inputs (kept if they are few, else the largest with its gradient), and the state twice, with the
 * gradients.
 *
 * @throws InputError if a network takes no such batch
 * @example
 * stepMemory(network, { height: 32, width: 32 }, 128).bytes; // about 1e9 for a ResNet-18
 */
export function stepMemory(network: Network, size: MapSize, batchSize: number): StepMemory {
  if (!isResidual(network)) {
    const added = GAPS * graphMemory(network, size, batchSize);
    return { bytes: PROCESS + added, added, unfoldAgain: false };
  }
  const layers = layersOf(network, size);
  const unfolded = layers.map(({ layer, outputs, taps }) => outputs * taps * layer.inChannels);
  const total = 4 * batchSize * unfolded.reduce((sum, numbers) => sum + numbers, 0);
  const unfoldAgain = total > KEPT_UNFOLDED;
  const outputs = layers.reduce((sum, { layer, outputs }) => sum + outputs * layer.outChannels, 0);
  const activations = 4 * batchSize * outputs * KEPT_OUTPUTS;
  const largest = 4 * batchSize * unfolded.reduce((most, numbers) => Math.max(most, numbers), 0);
  const windows = unfoldAgain ? 2 * largest : total + largest;
  const state = 4 * network.parameters * 7;
  const added = GAPS * (activations + windows + state);
  return { bytes: PROCESS + added, added, unfoldAgain };
}

/**
 * Looks whether half of the images make a batch, and whether a step on it fits in memory.
 *
 * @param available bytes that this process may still take, beside what it has; as the system says unless given
 * @throws UsageError saying how many images, or how much memory, there would have to be
 * @example
 * requireRoom(network, images, recipe);
 */
export function requireRoom(
  target: Network,
  images: MapSize & { readonly count: number },
  { batchSize }: Pick<Recipe, "batchSize">,
  available = availableMemory(),
): void {
  const half = Math.floor(images.count / 2);
  if (batchSize > half) {
    throw new UsageError(
      `--batch-size: found ${batchSize}, expected at most ${half}, half of the images`,
    );
  }
  const needed = stepMemory(target, images, batchSize).added;
  if (needed <= available) return;
  const inMiB = (bytes: number) => Math.round(bytes / 2 ** 20).toLocaleString("en-US");
  throw new UsageError(
    `--batch-size: found ${batchSize}, which takes about ${inMiB(needed)} MiB where ${inMiB(available)} MiB are free, expected a smaller one`,
  );
}

function layersOf(network: ResidualNetwork, images: MapSize) {
  let size = images;
  const layers: { layer: Convolution; outputs: number; taps: number }[] = [];
  const add = (layer: Convolution, at: MapSize) => {
    const { taps, output } = windowsOf(at, layer);
    layers.push({ layer, outputs: output.height * output.width, taps: taps.length });
    return output;
  };
  size = add(network.stem, size);
  if (network.maxPool) size = windowsOf(size, { kernel: 3, stride: 2, padding: 1 }).output;
  for (const { convolutions, shortcut } of network.blocks) {
    if (shortcut) add(shortcut, size);
    for (const layer of convolutions) size = add(layer, size);
  }
  return layers;
}
