const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Up to so many values a comparing sort is faster than six passes over counts of digits. */
const SHORT = 500;

/**
 * Row numbers that put `values` in ascending order; equal values keep their order. More than some are sorted by
 * digits, which takes a fifth of a comparing sort's time.
 *
 * @param values finite numbers (a NaN has no place in an order and throws)
 * @param rows the order that equal values keep, default that of the row numbers
 * @throws RangeError naming the first row that is NaN
 * @example
 * argsort([3, 1, 2]); // 1, 2, 0
 * argsort([1, 1, 0], Int32Array.of(2, 1, 0)); // 2, 1, 0
 */
export function argsort(values: ArrayLike<number>, rows?: Int32Array): Int32Array {
  const order = new Int32Array(values.length);
  for (let i = 0; i < order.length; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`row ${i} is NaN and cannot be ranked`);
    order[i] = rows ? rows[i] : i;
  }
  if (order.length <= SHORT) return order.sort((a, b) => values[a] - values[b]);
  return sortByDigits(order, sortableWords(values));
}

/** The two words of each value, the lower one first, that are in the values' order as integers without sign. */
function sortableWords(values: ArrayLike<number>): Int32Array {
  const floats = new Float64Array(values.length);
  // -0 and 0 are equal: a sum with 0 is 0 for both
  for (let i = 0; i < floats.length; i++) floats[i] = values[i] + 0;
  const words = new Int32Array(floats.buffer);
  for (let low = 0; low < words.length; low += 2) {
    const negative = words[low + 1] >> 31;
    words[low] ^= negative;
    words[low + 1] ^= negative | 0x80000000;
  }
  return words;
}

/** A radix sort from the lowest digit up. */
function sortByDigits(order: Int32Array, words: Int32Array): Int32Array {
  const starts = new Int32Array(DIGITS);
  let from: Int32Array = order;
  let to: Int32Array = new Int32Array(order.length);
  for (const word of [0, 1]) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      if (!startsOf(words, word, shift, starts)) continue;
      scatter(from, to, words, word, shift, starts);
      [from, to] = [to, from];
    }
  }
  return from;
}

/** How many come before each digit; false where all have the same one. */
function startsOf(words: Int32Array, word: number, shift: number, starts: Int32Array): boolean {
  starts.fill(0);
  for (let i = word; i < words.length; i += 2) starts[(words[i] >>> shift) & (DIGITS - 1)]++;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const own = starts[digit];
    if (2 * own === words.length) return false;
    starts[digit] = start;
    start += own;
  }
  return true;
}

function scatter(
  from: Int32Array,
  to: Int32Array,
  words: Int32Array,
  word: number,
  shift: number,
  starts: Int32Array,
): void {
  for (let i = 0; i < from.length; i++) {
    const row = from[i];
    to[starts[(words[2 * row + word] >>> shift) & (DIGITS - 1)]++] = row;
  }
}
