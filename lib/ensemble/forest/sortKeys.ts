/** Up to this length insertion sort alone is fastest. */
const SHORT = 24;

/** Up to this length one pass into as many buckets as keys, then insertion sort, beats two digits. */
const MEDIUM = 256;

/** Most bits that the ranks' range may have: two digits of 11 bits. */
export const RANK_BITS = 22;

/**
 * Sorts keys, each a rank above `shift` bits of payload, by rank.
 *
 * Insertion sort where there are few keys, after a pass into buckets where there are more, else a
 * radix sort by two digits that are as wide as the ranks' range needs: it does not mind if most ranks
 * fall into one bucket.
 *
 * @example
 * new KeySorter(3).sort(Int32Array.of(9, 4, 7), 3, 2, 1, 2); // 4, 7, 9
 */
export class KeySorter {
  private readonly other: Int32Array;
  private readonly lowStarts = new Int32Array(1 << (RANK_BITS / 2));
  private readonly highStarts = new Int32Array(1 << (RANK_BITS / 2));

  /** @param capacity the most keys that will be sorted at once */
  constructor(capacity: number) {
    this.other = new Int32Array(capacity);
  }

  /**
   * Sorts keys[0..n) in place and gives the same array.
   *
   * @param keys not negative
   * @param shift number of payload bits
   * @param smallest the smallest rank, and `largest` the largest, less than 2^22 apart
   */
  sort(keys: Int32Array, n: number, shift: number, smallest: number, largest: number): Int32Array {
    if (n <= SHORT) insertionSort(keys, n);
    else if (n <= MEDIUM) this.bucketSort(keys, n, shift, smallest, largest);
    else this.radixSort(keys, n, shift, smallest, largest);
    return keys;
  }

  private bucketSort(
    keys: Int32Array,
    n: number,
    shift: number,
    smallest: number,
    largest: number,
  ): void {
    const { other, lowStarts } = this;
    const range = largest - smallest;
    const down = shift + Math.max(0, Math.clz32(n) - Math.clz32(range));
    const base = smallest << shift;
    const size = (range >> (down - shift)) + 1;
    for (let d = 0; d < size; d++) lowStarts[d] = 0;
    for (let i = 0; i < n; i++) lowStarts[(keys[i] - base) >> down]++;
    countsToStarts(lowStarts, size);
    for (let i = 0; i < n; i++) {
      const key = keys[i];
      other[lowStarts[(key - base) >> down]++] = key;
    }
    for (let i = 0; i < n; i++) keys[i] = other[i];
    insertionSort(keys, n);
  }

  private radixSort(
    keys: Int32Array,
    n: number,
    shift: number,
    smallest: number,
    largest: number,
  ): void {
    const { other, lowStarts, highStarts } = this;
    const width = (33 - Math.clz32(largest - smallest)) >> 1;
    const size = 1 << width;
    const mask = size - 1;
    const base = smallest << shift;
    const highShift = shift + width;
    for (let d = 0; d < size; d++) {
      lowStarts[d] = 0;
      highStarts[d] = 0;
    }
    for (let i = 0; i < n; i++) {
      const key = keys[i] - base;
      lowStarts[(key >> shift) & mask]++;
      highStarts[key >> highShift]++;
    }
    countsToStarts(lowStarts, size);
    countsToStarts(highStarts, size);
    for (let i = 0; i < n; i++) {
      const key = keys[i];
      other[lowStarts[((key - base) >> shift) & mask]++] = key;
    }
    for (let i = 0; i < n; i++) {
      const key = other[i];
      keys[highStarts[(key - base) >> highShift]++] = key;
    }
  }
}

function insertionSort(keys: Int32Array, n: number): void {
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

function countsToStarts(counts: Int32Array, size: number): void {
  let start = 0;
  for (let d = 0; d < size; d++) {
    const count = counts[d];
    counts[d] = start;
    start += count;
  }
}
