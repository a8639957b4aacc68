import { readFileSync } from "node:fs";
import path from "node:path";
import { type ImageSource, readCheckpoint, readDataset } from "../../lib/files";
import { type Normalization, normalisedBytes } from "../../lib/inference";
import type { ResidualNetwork } from "../../lib/network";
import { repositoryRoot } from "../../lib/repository";
import { Trainer, type TrainerOptions, trainedNetwork, velocityOf } from "../../lib/training";
import { describeResidual, goldenNormalization, openNetwork } from "../inference/fixtures";

const SIZE = { height: 32, width: 32 };

/** A file of torch's values. */
export const golden = (name: string) =>
  readFileSync(path.join(repositoryRoot(), "test", "fixtures", "training", name));

/** Images as rows [count, positions, channels], which a step takes. */
export function rowsOf(
  images: ImageSource,
  { mean, std }: Normalization,
  from = 0,
  count = images.count,
): Float32Array {
  const { channels } = images;
  const positions = images.height * images.width;
  const table = normalisedBytes({ mean, std }, channels);
  const bytes = new Uint8Array(count * channels * positions);
  images.readBytes(from, count, bytes);
  const rows = new Float32Array(bytes.length);
  bytes.forEach((byte, i) => {
    const image = Math.floor(i / (channels * positions));
    const channel = Math.floor(i / positions) % channels;
    rows[(image * positions + (i % positions)) * channels + channel] = table[channel * 256 + byte];
  });
  return rows;
}

/** Sixteen images without flat areas. */
export function scatteredImages(channels: number): ImageSource {
  const size = channels * 32 * 32;
  const bytes = new Uint8Array(16 * size);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.imul(Math.imul(i, i), 2654435761) >>> 24;
  const readBytes: ImageSource["readBytes"] = (start, count, out) => {
    out.set(bytes.subarray(start * size, (start + count) * size));
  };
  return { count: 16, channels, ...SIZE, readBytes };
}

/** Those images as a step takes them, with classes in turn. */
export function scatteredBatch({
  inChannels,
  classes,
}: Pick<ResidualNetwork, "inChannels" | "classes">) {
  const rows = rowsOf(scatteredImages(inChannels), goldenNormalization(inChannels));
  const labels = Array.from({ length: 16 }, (_, i) => i % classes);
  return { rows, labels, targets: oneHot(labels, classes) };
}

/** A network of random weights: those of the inference's fixtures, and a shallow bottleneck one. */
export function openTrained(name: string): ResidualNetwork {
  if (name !== "bottleneck-7x7") return openNetwork(name);
  return readNetwork(path.join(repositoryRoot(), "test", "fixtures", "training", `${name}.pt`));
}

export function readNetwork(file: string): ResidualNetwork {
  const checkpoint = readCheckpoint(file);
  try {
    return describeResidual(checkpoint);
  } finally {
    checkpoint.close();
  }
}

/** Images of the embedded public dataset, whose plain grounds make a max-pool tie. */
export function flatImages(count: number, normalization: Normalization, from = 0) {
  const dataset = readDataset(path.join(repositoryRoot(), "data", "public.pt"));
  const rows = rowsOf(dataset.images, normalization, from, count);
  dataset.close();
  return { rows, labels: [...dataset.labels.subarray(from, from + count)] };
}

export function oneHot(labels: readonly number[], classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => {
    targets[i * classes + label] = 1;
  });
  return targets;
}

/** A trainer of images of 32x32, on one thread. */
export function trainerOf(
  network: ResidualNetwork,
  batchSize: number,
  options: Partial<
    Pick<TrainerOptions, "momentum" | "weightDecay" | "labelSmoothing" | "unfoldAgain">
  > = {},
): Promise<Trainer<ResidualNetwork>> {
  const usual = { weightDecay: 0, unfoldAgain: false, momentum: 0.9, threads: 1 };
  return Trainer.create(network, { ...usual, ...options, batchSize, size: SIZE });
}

/** The gradients after a first step without weight decay, laid out as the network's weights. */
export function gradientsOf(network: ResidualNetwork, trainer: Trainer): ResidualNetwork {
  const state = trainer.state();
  const value = (name: string) =>
    (state.get(velocityOf(name)) ?? state.get(name))?.data as Float32Array;
  return trainedNetwork(network, { size: SIZE, idleFactor: 0, value });
}

/** Largest difference, relative to the largest golden value. */
export function relativeToLargest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [largest, difference] = [0, 0];
  for (let i = 0; i < found.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]));
    difference = Math.max(difference, Math.abs(found[i] - expected[i]));
  }
  return difference / largest;
}
