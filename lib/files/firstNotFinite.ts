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
    if (sumOfZeros(values, start, end) === 0) continue;
    for (let i = start; i < end; i++) if (!Number.isFinite(values[i])) return i;
  }
  return -1;
}

/**
 * A finite value times 0 is 0; NaN and infinities make NaN of it. No branch a value, and four sums,
 * since an addition waits for the one before it.
 */
function sumOfZeros(values: Float32Array | Float64Array, start: number, end: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = start;
  for (; i + 3 < end; i += 4) {
    a += values[i] * 0;
    b += values[i + 1] * 0;
    c += values[i + 2] * 0;
    d += values[i + 3] * 0;
  }
  for (; i < end; i++) a += values[i] * 0;
  return a + b + c + d;
}
