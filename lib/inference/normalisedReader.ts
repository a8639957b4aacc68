import type { ImageSource } from "../files";
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
