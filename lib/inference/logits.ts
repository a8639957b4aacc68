import type { ImageSource } from "../files";
import { breathe } from "../numeric/interruption";
import type { Activations, Engine } from "./engines";
import type { Normalization } from "./normalisedBytes";
import { type BatchReader, batchReaders } from "./normalisedReader";

/** Bytes of a batch of normalised images: several wait and run at the same time. */
const LARGEST_BATCH = 8 * 2 ** 20;

/** One row of logits for each image: row `i`, class `k` is `data[i * classes + k]`. */
export interface Logits {
  readonly data: Float32Array;
  readonly rows: number;
  readonly classes: number;
}

/** One row of penultimate activations for each image. */
export interface Embedding {
  readonly data: Float32Array;
  readonly rows: number;
  readonly size: number;
}

/** How images go through an engine. */
export interface PassOptions extends Normalization {
  /** Images at a time; by default what the engine ran fastest with, fewer where they are large. */
  readonly batchSize?: number;
  /** Called after each batch with the images done and the images there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * One pass over the images: they are read batch by batch, a few batches at a time (two
 * for each of the engine's lanes), so that memory does not grow with their number (but for the logits).
 *
 * A changed view of the same images (flipped, shifted) is an {@link ImageSource} that changes
 * them as they are read, and needs nothing here.
 *
 * @throws RangeError if the images' channels are not the network's, or mean and std do not fit
 * @example
 * const logits = await computeLogits(engine, dataset.images, { mean, std });
 */
export async function computeLogits(
  engine: Engine,
  images: ImageSource,
  options: PassOptions,
): Promise<Logits> {
  const { classes } = engine;
  const data = new Float32Array(images.count * classes);
  for await (const { start, activations } of passOver(engine, images, options)) {
    data.set(activations.logits, start * classes);
  }
  return { data, rows: images.count, classes };
}

/**
 * The same pass, keeping what the classifier sees beside what it says.
 *
 * @throws as {@link computeLogits}
 * @example
 * const { logits, embedding } = await computeActivations(engine, dataset.images, { mean, std });
 */
export async function computeActivations(
  engine: Engine,
  images: ImageSource,
  options: PassOptions,
): Promise<{ logits: Logits; embedding: Embedding }> {
  const { classes, embeddingSize: size } = engine;
  const rows = images.count;
  const logits = { data: new Float32Array(rows * classes), rows, classes };
  const embedding = { data: new Float32Array(rows * size), rows, size };
  for await (const { start, activations } of passOver(engine, images, options)) {
    logits.data.set(activations.logits, start * classes);
    embedding.data.set(activations.embedding, start * size);
  }
  return { logits, embedding };
}

async function* passOver(
  engine: Engine,
  images: ImageSource,
  options: PassOptions,
): AsyncGenerator<{ start: number; activations: Activations }> {
  const { batchSize = batchSizeFor(engine.batchSize, images), onProgress } = options;
  const { count: total, channels, height, width } = images;
  if (channels !== engine.inChannels) {
    throw new RangeError(
      `images: found ${channels} channel(s), expected the network's ${engine.inChannels}`,
    );
  }
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`batchSize: found ${batchSize}, expected a whole number from 1`);
  }
  const readerFor = batchReaders(images, options);
  const begin = async (start: number, read: BatchReader) => {
    const count = Math.min(batchSize, total - start);
    const activations = await engine.runWithEmbedding(read(start, count), count, { height, width });
    return { start, count, read, activations };
  };
  // A lane that is done finds its next batch ready, even where another lane is slow.
  const atOnce = engine.lanes > 1 ? 2 * engine.lanes : 1;
  const spare = Array.from({ length: atOnce }, () => readerFor(Math.min(batchSize, total)));
  const running: ReturnType<typeof begin>[] = [];
  let next = 0;
  const beginNext = () => {
    for (; next < total && spare.length > 0; next += batchSize) {
      const pass = begin(next, spare.pop() as BatchReader);
      pass.catch(() => {}); // seen when its turn comes
      running.push(pass);
    }
    return running.shift();
  };
  try {
    for (let first = beginNext(); first; first = beginNext()) {
      const { start, count, read, activations } = await first;
      spare.push(read);
      yield { start, activations };
      onProgress?.(start + count, total);
      await breathe();
    }
  } finally {
    await Promise.allSettled(running);
  }
}

/**
 * Images at a time: so many, or fewer where they are large.
 *
 * @example
 * batchSizeFor(64, { channels: 3, height: 224, width: 224 }); // 13
 */
export function batchSizeFor(
  most: number,
  { channels, height, width }: Pick<ImageSource, "channels" | "height" | "width">,
): number {
  const imageBytes = 4 * channels * height * width;
  return Math.max(1, Math.min(most, Math.floor(LARGEST_BATCH / imageBytes)));
}
