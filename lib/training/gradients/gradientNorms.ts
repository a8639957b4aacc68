import { availableParallelism } from "node:os";
import type { ImageSource } from "../../files";
import { inMemory, type Logits, type Normalization, normalisedReader } from "../../inference";
import { saying } from "../../inference/engines/onnx/refusals";
import type { Network } from "../../network";
import { breathe } from "../../numeric/interruption";
import { openGradientPass } from "./gradientPass";
import type { Lane } from "./lanes/lane";
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
  readonly network: Network;
  readonly images: ImageSource;
  /** Class numbers from 0. */
  readonly labels: Int32Array;
  /** The network's logits of the same images. */
  readonly logits: Logits;
  readonly normalization: Normalization;
  /** The cores there are, unless given. */
  readonly threads?: number;
  /** Milliseconds of work in this thread before a lane for each core is opened; 1,000 unless given. */
  readonly worthLanes?: number;
  /** Called after each batch with the images done and the images there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Work of so many ms in one lane is worth threads, each of which takes .4 s of the processor to be ready. */
const WORTH_LANES_MS = 1000;

/** The smallest square whose logarithm is told from 0's. */
const FLOOR = 1e-36;

/**
 * Norms of the cross-entropy's gradients for each image, one pass forward and back: of every layer's
 * weight and bias (batch normalisation folded where it follows a convolution), but for the classifier's,
 * and of the normalised input. The gradient at the logits is brought to length 1 first; 2 log ||p - e_y||
 * added to a column gives that of the loss itself, with all digits kept where p_y is almost 1.
 *
 * @throws RangeError if images, labels and logits do not fit each other or the network
 * @throws MissingRules naming operators whose gradient is not known
 * @throws InputError naming the model if onnxruntime refuses its norms' graph
 * @example
 * const { names, data } = await gradientNorms({ network, images, labels, logits, normalization });
 */
export async function gradientNorms(options: GradientOptions): Promise<GradientNorms> {
  const { network, labels, logits, normalization, threads = availableParallelism() } = options;
  const { worthLanes = WORTH_LANES_MS } = options;
  checkRows(options);
  const images = inMemory(options.images);
  const { count, channels, height, width } = images;
  const pass = await openGradientPass(network, { height, width }, threads);
  const { names, batch, rows } = pass;
  const { classes } = network;
  const size = channels * height * width;
  const read = normalisedReader(images, normalization);
  const data = new Float32Array(count * names.length);
  const fill = ([{ values: pixels }, { values: direction }]: Lane["feeds"], start: number) => {
    const filled = Math.min(rows, count - start);
    for (let i = 0; i < batch; i++) {
      // A pass that tells of fewer images than it takes, or has more room, gets the last one again.
      read(start + Math.min(i, filled - 1), 1, pixels.subarray(i * size, (i + 1) * size));
    }
    for (let i = 0; i < filled; i++) {
      const row = start + i;
      const z = logits.data.subarray(row * classes, (row + 1) * classes);
      outputDirection(z, labels[row], direction.subarray(i * classes, (i + 1) * classes));
    }
    return filled;
  };
  let next = 0;
  let done = 0;
  const goThrough = async (lane: Lane, until: () => boolean = () => false) => {
    while (next < count && !until()) {
      const start = next;
      next += rows;
      const filled = fill(lane.feeds, start);
      const norms = await saying(network, lane.run());
      for (let k = 0; k < filled * names.length; k++) {
        data[start * names.length + k] = logSquare(norms[k], names[k % names.length]);
      }
      done += filled;
      options.onProgress?.(done, count);
      await breathe();
    }
  };
  const worthLanesAt = performance.now() + worthLanes;
  try {
    await goThrough(pass.lanes[0], () => threads > 1 && performance.now() > worthLanesAt);
    if (next < count) await pass.widen();
    await Promise.all(pass.lanes.map((lane) => goThrough(lane)));
  } finally {
    next = count;
    await pass.close();
  }
  return { names, rows: count, data };
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
