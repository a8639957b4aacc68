/** Images as numbers that bytes would change: read as they are, nothing clipped and nothing rounded. */
export interface FloatImages {
  /**
   * "intensities" lie about 0 to 1 and are still to be normalised; "normalised" is what the network
   * takes.
   */
  readonly scale: "intensities" | "normalised";
  /** The value of black, and of white: 0 and 1, or the smallest and largest where it is not known. */
  readonly black: number;
  readonly white: number;
  /**
   * Writes images `start` to `start + count - 1` into `out`, each as C x H x W numbers.
   *
   * @throws RangeError if there are no such images or `out` is too small
   */
  read(start: number, count: number, out: Float32Array): void;
}

/**
 * Numbers as bytes to look at: black becomes 0 and white 255, rounded, what lies outside cut.
 *
 * @example
 * bytesToLookAt(Float32Array.of(-2, 0, 2), { black: -2, white: 2 }, out, 0); // 0, 128, 255
 */
export function bytesToLookAt(
  values: Float32Array,
  { black, white }: Pick<FloatImages, "black" | "white">,
  out: Uint8Array,
  at: number,
): void {
  const factor = 255 / (white - black);
  for (let i = 0; i < values.length; i++) {
    out[at + i] = Math.max(0, Math.min(255, Math.round((values[i] - black) * factor)));
  }
}
