/** Values looked at before the sum is; short enough that a bad one is found soon. */
const BLOCK = 4096;

/**
 * Where the first NaN or infinity is.
 *
 * @returns its index; -1 if every value is finite
 * @example
 * firstNotFinite(Float32Array.of(1, Infinity)); // 1
 */
export function firstNotFinite(values: Float32Array | Float64Array): number {
  for (let start = 0; start < values.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, values.length);
    // A finite value times 0 is 0; NaN and infinities make NaN of it. No branch a value.
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i] * 0;
    if (sum === 0) continue;
    for (let i = start; i < end; i++) if (!Number.isFinite(values[i])) return i;
  }
  return -1;
}
