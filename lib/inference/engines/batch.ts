import { normaliseInto } from "../normalisedBytes";
import type { BatchShape } from "./types";

/** Images as bytes [count, channels, height, width], and what the network takes for each byte of each channel. */
export interface ByteImages {
  readonly bytes: Uint8Array;
  /** [channels, 256], as `normalisedBytes` makes it. */
  readonly table: Float32Array;
}

/** Images [count, channels, height, width]: normalised, or as bytes that are to be. */
export type Batch = Float32Array | ByteImages;

/** How many numbers a batch holds. */
export function lengthOf(batch: Batch): number {
  return batch instanceof Float32Array ? batch.length : batch.bytes.length;
}

/**
 * The normalised numbers.
 *
 * @param out takes those of bytes; new memory unless given
 */
export function normalised(
  batch: Batch,
  [count, , height, width]: BatchShape,
  out?: Float32Array,
): Float32Array {
  if (batch instanceof Float32Array) return batch;
  const values = out ?? new Float32Array(batch.bytes.length);
  normaliseInto(values, batch.bytes, batch.table, count, height * width);
  return values;
}
