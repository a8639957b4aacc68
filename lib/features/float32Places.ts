/** float32 to a register of AVX2. */
export const LANES = 8;
/** Sums that torch's `sum` keeps side by side. */
export const STREAMS = 4;
/** Sums of a row: each lane of each stream, and what fills no register. */
export const SUMS = STREAMS * LANES + 1;

/** Bytes of two float64, one row's sum and its neighbour's. */
const PAIR = 16;

/**
 * Where the kernel adds each class's exponential and then where it adds each class's term of the entropy:
 * bytes from the first sum, as `sumOfSoftmax` and `sumOfTerms` go.
 *
 * @example
 * float32Places(2); // 0, 0, 0, 128: one lane of the first stream and of the second
 */
export function float32Places(classes: number): Int32Array {
  const width = classes < LANES ? 1 : LANES;
  const registers = Math.floor(classes / width);
  const inStreams = registers - (registers % STREAMS);
  const sumOf = (c: number) => {
    const register = Math.floor(c / width);
    if (register >= registers) return SUMS - 1;
    const stream = register < inStreams ? register % STREAMS : 0;
    return stream * LANES + (c % width);
  };
  const each = Array.from({ length: classes }, (_, c) => c);
  return Int32Array.from([...each.map((c) => c % width), ...each.map(sumOf)], (sum) => sum * PAIR);
}
