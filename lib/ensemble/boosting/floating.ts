/** LightGBM's kEpsilon, a float32: keeps sums of hessians above zero. */
export const EPSILON = Math.fround(1e-15);

/** LightGBM's kZeroThreshold, a float32: what is nearer to zero counts as zero. */
export const ZERO_THRESHOLD = Math.fround(1e-35);

const float = new Float64Array(1);
const [low, high] = [0, 1];
const words = new Uint32Array(float.buffer);

/**
 * The next larger float64, C's nextafter(x, infinity).
 *
 * @example
 * nextUp(1); // 1.0000000000000002
 */
export function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  if (x === Number.POSITIVE_INFINITY) return x;
  float[0] = x;
  if (x > 0) {
    words[low]++;
    if (words[low] === 0) words[high]++;
  } else {
    if (words[low] === 0) words[high]--;
    words[low]--;
  }
  return float[0];
}
