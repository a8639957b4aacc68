import { planeCounter } from "./planeKernel";

/** What the bytes of one image, C x H x W, are summarised to. */
export interface ImageStatistics {
  /** Names of the columns, in order. */
  readonly names: readonly string[];
  /**
   * Writes an image's columns into `out` from `at` on.
   *
   * @param bytes of one image
   */
  summarise(bytes: Uint8Array, out: Float64Array, at: number): void;
}

const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95];
const cells = 4;

/**
 * Statistics of images that need no network: for each channel mean, standard deviation, quantiles,
 * edge energy (mean absolute difference of neighbours) and the means of 4 x 4 cells, in byte values
 * 0 to 255; where there are several channels, each one's share of the brightness.
 *
 * @param shape of every image, in pixels
 * @example
 * imageStatistics({ channels: 3, height: 32, width: 32 }).names.length; // 75
 */
export function imageStatistics(shape: {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}): ImageStatistics {
  const { channels, height, width } = shape;
  const [down, across] = [Math.min(cells, height), Math.min(cells, width)];
  const ofChannel = [
    "mean",
    "sd",
    ...quantiles.map((p) => `q${p * 100}`),
    "edges",
    ...Array.from(
      { length: down * across },
      (_, k) => `cell_${Math.floor(k / across)}_${k % across}`,
    ),
  ];
  const channelNames = Array.from({ length: channels }, (_, c) => `channel${c}`);
  const names = channelNames.flatMap((channel) => ofChannel.map((name) => `${channel}_${name}`));
  const shares = channels > 1 ? channelNames.map((channel) => `${channel}_share`) : [];
  const cellOfPixel = cellNumbers(height, width, down, across);
  const pixelsOfCell = new Int32Array(down * across);
  for (const cell of cellOfPixel) pixelsOfCell[cell]++;
  const counted = planeCounter(shape, cellOfPixel, pixelsOfCell.length);
  const neighbours = height * (width - 1) + (height - 1) * width;
  const means = new Float64Array(channels);

  const summarise = (bytes: Uint8Array, out: Float64Array, at: number) => {
    for (let c = 0; c < channels; c++) {
      const plane = bytes.subarray(c * height * width, (c + 1) * height * width);
      const first = at + c * ofChannel.length;
      const { histogram, cellSums, edges } = counted(plane);
      [out[first], out[first + 1]] = meanAndSd(histogram, plane.length);
      quantiles.forEach((p, k) => {
        out[first + 2 + k] = quantileOf(histogram, p * plane.length);
      });
      out[first + 2 + quantiles.length] = neighbours === 0 ? 0 : sumOf(edges) / neighbours;
      const cellsAt = first + 3 + quantiles.length;
      for (let k = 0; k < cellSums.length; k++) out[cellsAt + k] = cellSums[k] / pixelsOfCell[k];
      means[c] = out[first];
    }
    const brightness = means.reduce((sum, mean) => sum + mean, 0);
    shares.forEach((_, c) => {
      out[at + names.length + c] = brightness > 0 ? means[c] / brightness : 1 / channels;
    });
  };
  return { names: [...names, ...shares], summarise };
}

function cellNumbers(height: number, width: number, down: number, across: number): Uint8Array {
  return Uint8Array.from({ length: height * width }, (_, i) => {
    const y = Math.floor((Math.floor(i / width) * down) / height);
    return y * across + Math.floor(((i % width) * across) / width);
  });
}

function meanAndSd(histogram: Int32Array, pixels: number): [number, number] {
  let sum = 0;
  let squares = 0;
  for (let value = 0; value < 256; value++) {
    sum += histogram[value] * value;
    squares += histogram[value] * value * value;
  }
  // Sums of whole numbers are exact, so their difference loses no digits.
  return [sum / pixels, Math.sqrt(pixels * squares - sum * sum) / pixels];
}

/** The smallest value that at least `count` pixels reach or stay below. */
function quantileOf(histogram: Int32Array, count: number): number {
  let upTo = 0;
  for (let value = 0; value < 255; value++) {
    upTo += histogram[value];
    if (upTo >= count) return value;
  }
  return 255;
}

function sumOf(values: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
