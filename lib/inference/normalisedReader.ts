import type { ImageSource } from "../files";
import type { Batch } from "./engines/batch";
import {
  checkNormalization,
  type Normalization,
  normalisedBytes,
  normaliseInto,
} from "./normalisedBytes";

/** Writes `count` images from `start` on as the network takes them, [count, channels, height, width]. */
export type NormalisedReader = (start: number, count: number, out: Float32Array) => void;

/**
 * The one way from stored images to what a network takes: bytes by the table of `normalisedBytes`,
 * floats by the same arithmetic, and normalised floats as they are.
 *
 * @throws RangeError if mean and std do not fit the images' channels
 * @example
 * normalisedReader(dataset.images, { mean, std })(0, 64, batch);
 */
export function normalisedReader(
  images: ImageSource,
  normalization: Normalization,
): NormalisedReader {
  const { channels, height, width, floats } = images;
  const positions = height * width;
  if (floats === undefined) {
    const table = normalisedBytes(normalization, channels);
    let bytes = new Uint8Array();
    return (start, count, out) => {
      const values = count * channels * positions;
      if (bytes.length < values) bytes = new Uint8Array(values);
      images.readBytes(start, count, bytes);
      normaliseInto(out, bytes, table, count, positions);
    };
  }
  checkNormalization(normalization, channels);
  return (start, count, out) => {
    floats.read(start, count, out);
    if (floats.scale === "intensities") {
      normaliseFloats(out.subarray(0, count * channels * positions), normalization, positions);
    }
  };
}

/** Reads `count` images from `start` on into memory of its own, for as long as nothing else is read into it. */
export type BatchReader = (start: number, count: number) => Batch;

/**
 * Stored images as engines take them: bytes with what each is to the network, or floats normalised.
 *
 * @returns makes a reader with room for so many images
 * @throws RangeError as {@link normalisedReader}
 * @example
 * const read = batchReaders(dataset.images, { mean, std })(64);
 * await engine.run(read(0, 64), 64);
 */
export function batchReaders(
  images: ImageSource,
  normalization: Normalization,
): (most: number) => BatchReader {
  const { channels, height, width, floats } = images;
  const size = channels * height * width;
  if (floats === undefined) {
    const table = normalisedBytes(normalization, channels);
    return (most) => {
      const room = new Uint8Array(most * size);
      return (start, count) => {
        const bytes = room.subarray(0, count * size);
        images.readBytes(start, count, bytes);
        return { bytes, table };
      };
    };
  }
  const read = normalisedReader(images, normalization);
  return (most) => {
    const room = new Float32Array(most * size);
    return (start, count) => {
      const values = room.subarray(0, count * size);
      read(start, count, values);
      return values;
    };
  };
}

function normaliseFloats(values: Float32Array, normalization: Normalization, positions: number) {
  const { mean, std, scale = 1 } = normalization;
  for (let start = 0, plane = 0; start < values.length; start += positions, plane++) {
    const centre = Math.fround(mean[plane % mean.length]);
    const spread = Math.fround(std[plane % mean.length]);
    for (let i = start; i < start + positions; i++) {
      values[i] = Math.fround(Math.fround(values[i] * scale) - centre) / spread;
    }
  }
}
