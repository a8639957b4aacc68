/** Below this length insertion sort is faster than counting digits. */
const SHORT = 40;

/**
 * Sorts 32-bit keys by the number in their upper bits, in place; what the lower bits hold goes along
 * and does not count. Insertion sort where there are few keys, else a radix sort with as few passes
 * as the numbers' range needs.
 *
 * @param keys sorted from 0 to n - 1
 * @param shift number of lower bits that do not count
 * @param smallest the smallest and `largest` the largest number in the upper bits
 * @param other as long as `keys`, overwritten
 * @param counts at least 2048 entries, overwritten
 */
export function sortKeys(
  keys: Uint32Array,
  n: number,
  shift: number,
  smallest: number,
  largest: number,
  other: Uint32Array,
  counts: Int32Array,
): void {
  if (n <= SHORT) insertionSort(keys, n);
  else radixSort(keys, n, shift, smallest, largest, other, counts);
}

function radixSort(
  keys: Uint32Array,
  n: number,
  shift: number,
  smallest: number,
  largest: number,
  other: Uint32Array,
  counts: Int32Array,
): void {
  const bits = 32 - Math.clz32(largest - smallest);
  const passes = Math.ceil(bits / 11);
  const width = Math.ceil(bits / passes);
  const mask = (1 << width) - 1;
  let from = keys;
  let to = other;
  for (let pass = 0; pass < passes; pass++) {
    radixPass(from, to, n, shift, smallest, pass * width, mask, counts);
    [from, to] = [to, from];
  }
  if (from !== keys) for (let i = 0; i < n; i++) keys[i] = from[i];
}

function insertionSort(keys: Uint32Array, n: number): void {
  for (let i = 1; i < n; i++) {
    const key = keys[i];
    let k = i - 1;
    while (k >= 0 && keys[k] > key) {
      keys[k + 1] = keys[k];
      k--;
    }
    keys[k + 1] = key;
  }
}

function radixPass(
  from: Uint32Array,
  to: Uint32Array,
  n: number,
  shift: number,
  smallest: number,
  digitShift: number,
  mask: number,
  counts: Int32Array,
): void {
  for (let d = 0; d <= mask; d++) counts[d] = 0;
  for (let i = 0; i < n; i++) counts[(((from[i] >>> shift) - smallest) >>> digitShift) & mask]++;
  let start = 0;
  for (let d = 0; d <= mask; d++) {
    const count = counts[d];
    counts[d] = start;
    start += count;
  }
  for (let i = 0; i < n; i++) {
    const key = from[i];
    to[counts[(((key >>> shift) - smallest) >>> digitShift) & mask]++] = key;
  }
}
