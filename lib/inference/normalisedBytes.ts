/** Mean and standard deviation of each channel, on the scale 0 to 1 or another that is named. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** What white is before mean and std: 1 (default) as ToTensor makes it, 255 where bytes stay bytes. */
  readonly scale?: number;
}

/**
 * What each byte becomes in each channel: b / 255 (times the scale), less the mean, divided by the standard
 * deviation, every step rounded to float32 as torchvision's ToTensor and Normalize do.
 *
 * @returns [channels, 256], row-major
 * @throws RangeError if mean and std do not give one finite number (and a positive spread) for
 * each channel
 * @example
 * normalisedBytes({ mean: [0.5], std: [0.25] }, 1)[255]; // 2
 */
export function normalisedBytes(normalization: Normalization, channels: number): Float32Array {
  checkNormalization(normalization, channels);
  const { mean, std, scale = 1 } = normalization;
  const table = new Float32Array(channels * 256);
  for (let channel = 0; channel < channels; channel++) {
    const centre = Math.fround(mean[channel]);
    const spread = Math.fround(std[channel]);
    for (let byte = 0; byte < 256; byte++) {
      const shifted = Math.fround(Math.fround((byte * scale) / 255) - centre);
      table[channel * 256 + byte] = shifted / spread;
    }
  }
  return table;
}

/**
 * Looks whether mean and std fit `channels` channels.
 *
 * @throws RangeError saying which does not
 */
export function checkNormalization(normalization: Normalization, channels: number): void {
  const { mean, std, scale = 1 } = normalization;
  const name = `${channels} number${channels === 1 ? "" : "s"}`;
  if (mean.length !== channels || !mean.every(Number.isFinite)) {
    throw new RangeError(`mean: found [${mean}], expected ${name}, one for each channel`);
  }
  if (std.length !== channels || !std.every((value) => Number.isFinite(value) && value > 0)) {
    throw new RangeError(`std: found [${std}], expected ${name} above 0, one for each channel`);
  }
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw new RangeError(`scale: found ${scale}, expected a number above 0, such as 1 or 255`);
  }
}

/**
 * Turns `count` images of bytes [count, channels, positions] into the numbers that the network
 * sees, by the table of {@link normalisedBytes}.
 */
export function normaliseInto(
  out: Float32Array,
  bytes: Uint8Array,
  table: Float32Array,
  count: number,
  positions: number,
): void {
  const channels = table.length / 256;
  for (let plane = 0; plane < count * channels; plane++) {
    const row = (plane % channels) * 256;
    const end = (plane + 1) * positions;
    for (let i = plane * positions; i < end; i++) out[i] = table[row + bytes[i]];
  }
}
