import { availableParallelism } from "node:os";
import type { ImageSource } from "../../files";
import { inMemory, type Logits, type Normalization, normalisedReader } from "../../inference";
import { loadOnnxruntime, sessionOptions } from "../../inference/engines/onnx";
import type { ResidualNetwork } from "../../network";
import { breathe } from "../../numeric/interruption";
import { GRADIENTS, gradientGraph, gradientNames } from "./gradientGraph";
import { outputDirection } from "./outputDirection";

/** Norms of each image's gradients for a unit gradient at its logits; row `i` is image `i`. */
export interface GradientNorms {
  /** What each column is the norm of: "layer1.0.conv1.weight", "input.largest", ... */
  readonly names: readonly string[];
  readonly rows: number;
  /** [rows, names.length]: natural logarithms of squares (of the sum of absolute values too). */
  readonly data: Float32Array;
}

/** What gradients are taken of. */
export interface GradientOptions {
  readonly network: ResidualNetwork;
  readonly images: ImageSource;
  /** Class numbers from 0. */
  readonly labels: Int32Array;
  /** The network's logits of the same images. */
  readonly logits: Logits;
  readonly normalization: Normalization;
  /** The cores there are, unless given. */
  readonly threads?: number;
  /** Called after each batch with the images done and the images there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Fastest where measured: of 32 to 50; at 200 half as fast. */
const BATCH = 32;

/** The smallest square whose logarithm is told from 0's. */
const FLOOR = 1e-36;

/**
 * Norms of the cross-entropy's gradients for each image, one pass forward and back: of every
 * convolution's weight and bias (normalisation folded) and of the normalised input. The gradient at
 * the logits is brought to length 1 first; 2 log ||p - e_y|| added to a column gives that of the loss
 * itself, with all digits kept where p_y is almost 1.
 *
 * @throws RangeError if images, labels and logits do not fit each other or the network
 * @example
 * const { names, data } = await gradientNorms({ network, images, labels, logits, normalization });
 */
export async function gradientNorms(options: GradientOptions): Promise<GradientNorms> {
  const { network, labels, logits, normalization, threads = availableParallelism() } = options;
  checkRows(options);
  const images = inMemory(options.images);
  const { count: rows, channels, height, width } = images;
  const bytes = gradientGraph(network, { height, width }, BATCH);
  const names = gradientNames(network);
  const ort = await loadOnnxruntime();
  const session = await ort.InferenceSession.create(bytes, sessionOptions(threads));
  const { classes } = network;
  const size = channels * height * width;
  const read = normalisedReader(images, normalization);
  const image = new Float32Array(size);
  const batch = new Float32Array(BATCH * size);
  const direction = new Float32Array(BATCH * classes);
  const data = new Float32Array(rows * names.length);
  try {
    for (let start = 0; start < rows; start += BATCH) {
      const filled = Math.min(BATCH, rows - start);
      for (let i = 0; i < filled; i++) {
        const row = start + i;
        read(row, 1, image);
        channelsLast(image, channels, batch.subarray(i * size, (i + 1) * size));
        const z = logits.data.subarray(row * classes, (row + 1) * classes);
        outputDirection(z, labels[row], direction.subarray(i * classes, (i + 1) * classes));
      }
      const { [GRADIENTS.norms]: norms } = await session.run({
        [GRADIENTS.images]: new ort.Tensor("float32", batch, [BATCH * height * width, channels]),
        [GRADIENTS.direction]: new ort.Tensor("float32", direction, [BATCH, classes]),
      });
      const found = norms.data as Float32Array;
      for (let k = 0; k < filled * names.length; k++) {
        data[start * names.length + k] = logSquare(found[k], names[k % names.length]);
      }
      options.onProgress?.(start + filled, rows);
      await breathe();
    }
  } finally {
    await session.release();
  }
  return { names, rows, data };
}

/** [channels, positions] as [positions, channels]. */
function channelsLast(image: Float32Array, channels: number, out: Float32Array): void {
  const positions = image.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < positions; i++)
      out[i * channels + channel] = image[channel * positions + i];
  }
}

function logSquare(norm: number, name: string): number {
  const isSquare = name !== "input.sum" && name !== "input.largest";
  return Math.log(Math.max(isSquare ? norm : norm * norm, FLOOR));
}

function checkRows({ images, labels, logits, network }: GradientOptions): void {
  const { count } = images;
  if (labels.length !== count || logits.rows !== count || logits.classes !== network.classes) {
    throw new RangeError(
      `gradients: found ${labels.length} labels and ${logits.rows} x ${logits.classes} logits, expected ${count} and ${count} x ${network.classes}`,
    );
  }
  if (images.channels !== network.inChannels) {
    throw new RangeError(
      `gradients: found images of ${images.channels} channels, expected ${network.inChannels}`,
    );
  }
}
