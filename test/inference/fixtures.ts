import { readFileSync } from "node:fs";
import path from "node:path";
import { type Checkpoint, type ImageSource, readCheckpoint } from "../../lib/files";
import {
  type DescribeOptions,
  describeNetwork,
  type ResidualNetwork,
  requireResidual,
} from "../../lib/network";

const FOLDER = path.join("test", "fixtures", "inference");

/** The golden networks that make.py makes. */
export const NAMES = [
  "resnet18-3x3",
  "resnet18-7x7",
  "resnet34-3x3-gray",
  "resnet34-7x7",
  "resnet50-3x3",
  "resnet50-7x7",
];

export interface Golden {
  readonly stride: number;
  readonly maxPool: boolean;
  readonly parameters: number;
  readonly classes: number;
  readonly logits: readonly number[];
  readonly embedding: readonly number[];
}

export function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(FOLDER, name), "utf8"));
}

export function openCheckpoint(name: string): Checkpoint {
  return readCheckpoint(path.join(FOLDER, `${name}.pt`));
}

/** What is read of a checkpoint of torchvision's layout. */
export function describeResidual(
  checkpoint: Checkpoint,
  options?: DescribeOptions,
): ResidualNetwork {
  return requireResidual(describeNetwork(checkpoint, options), "tests");
}

export function openNetwork(name: string): ResidualNetwork {
  const checkpoint = openCheckpoint(name);
  try {
    return describeResidual(checkpoint);
  } finally {
    checkpoint.close();
  }
}

/** The seven golden images with their first `channels` channels. */
export function goldenImages(channels: number): ImageSource {
  const pixels = readFileSync(path.join(FOLDER, "images.bin"));
  const plane = 32 * 32;
  return {
    count: 7,
    channels,
    height: 32,
    width: 32,
    readBytes(start, count, out) {
      for (let i = 0; i < count; i++) {
        const offset = (start + i) * 3 * plane;
        out.set(pixels.subarray(offset, offset + channels * plane), i * channels * plane);
      }
    },
  };
}

/** The normalisation that the golden logits were made with. */
export function goldenNormalization(channels: number): { mean: number[]; std: number[] } {
  const { mean, std } = readJson<{ mean: number[]; std: number[] }>("normalised-bytes.json");
  return { mean: mean.slice(0, channels), std: std.slice(0, channels) };
}

/** Largest difference, relative to the golden value or to 1 where that is smaller. */
export function largestDifference(found: ArrayLike<number>, golden: ArrayLike<number>): number {
  if (found.length !== golden.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < found.length; i++) {
    const difference = Math.abs(found[i] - golden[i]) / Math.max(1, Math.abs(golden[i]));
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
