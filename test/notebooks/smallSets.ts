import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readCheckpoint, readDataset } from "../../lib/files";
import { type NpyArray, writeJson, writeNpy, writeSafetensors } from "../../lib/files/outputs";
import { take } from "../../lib/numeric/arrays";
import { zip } from "../files/build";

/** Which rows of data/ a small set has. */
export interface SmallSet {
  readonly rows: readonly number[];
  /** Whether to tell who is a member. */
  readonly told: boolean;
  readonly grey?: boolean;
}

/**
 * Writes some rows of a dataset of data/ as an .npz file, grey ones as the mean of their channels.
 *
 * @example
 * writeSmallSet("out/public.npz", "data/public.pt", { rows: [0, 1], told: true });
 */
export function writeSmallSet(file: string, from: string, { rows, told, grey }: SmallSet): void {
  const dataset = readDataset(from);
  const { channels, height, width } = dataset.images;
  const area = height * width;
  const size = (grey ? 1 : channels) * area;
  const data = new Float32Array(rows.length * size);
  const bytes = new Uint8Array(channels * area);
  for (const [i, row] of rows.entries()) {
    dataset.images.readBytes(row, 1, bytes);
    const image = data.subarray(i * size, (i + 1) * size);
    if (!grey) image.set(bytes.map(Number));
    else for (let at = 0; at < bytes.length; at++) image[at % area] += bytes[at] / channels;
  }
  const membership = told && dataset.membership;
  const ids = rows.map((row) => Number(dataset.ids[row]));
  writeNpz(file, {
    ids: { data: Int32Array.from(ids), shape: [rows.length] },
    images: {
      data: data.map((value) => value / 255),
      shape: [rows.length, size / area, height, width],
    },
    labels: { data: Int32Array.from(take(dataset.labels, rows)), shape: [rows.length] },
    ...(membership && {
      membership: { data: Int32Array.from(take(membership, rows)), shape: [rows.length] },
    }),
  });
  dataset.close();
}

/** Writes arrays as an .npz file, stored. */
export function writeNpz(file: string, arrays: Readonly<Record<string, NpyArray>>): void {
  const entries = Object.entries(arrays).map(([name, array]) => {
    const alone = `${file}.${name}.npy`;
    writeNpy(alone, array);
    const data = readFileSync(alone);
    rmSync(alone);
    return { name: `${name}.npy`, data };
  });
  writeFileSync(file, zip(entries));
}

/**
 * Writes the model of data/ for images of one channel, its first convolution summed over channels,
 * and a normalization.json beside it.
 *
 * @example
 * writeGreyModel("out/grey"); // out/grey/model.safetensors
 */
export function writeGreyModel(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const checkpoint = readCheckpoint("data/model.pt");
  const arrays = [...checkpoint.tensors.values()]
    .filter(({ dtype }) => dtype === "float32")
    .map((tensor) => {
      const { shape } = tensor;
      const data = tensor.toFloat32();
      return [
        tensor.name,
        tensor.name === "conv1.weight" ? summed(data, shape) : { data, shape },
      ] as const;
    });
  checkpoint.close();
  const file = path.join(folder, "model.safetensors");
  writeSafetensors(file, new Map(arrays));
  writeJson(path.join(folder, "normalization.json"), { mean: [0.5026], std: [0.2775] });
  return file;
}

function summed(data: Float32Array, [kernels, channels, height, width]: readonly number[]) {
  const area = height * width;
  const sums = new Float32Array(kernels * area);
  for (let at = 0; at < data.length; at++) {
    sums[Math.floor(at / (channels * area)) * area + (at % area)] += data[at];
  }
  return { data: sums, shape: [kernels, 1, height, width] };
}
