import { type Code, i32, i64, increase, loopWhile, type Variable, wasmFunction } from "../wasm";

/** Bits that keys are sorted by at a time. */
const DIGIT_BITS = 11;
/** How many digits of so many bits there are. */
export const DIGITS = 1 << DIGIT_BITS;

/** Adds 1 to the entry of an array of 32-bit integers at an address. */
const count = (at: Variable) => i32.store(at.get, i32.add(i32.load(at.get), i32.const(1)));

/**
 * Counts a key's digits.
 *
 * @param at a local variable
 * @param counts address of the lowest digit's counts, before those of the next
 * @param lowest the lowest digit's lowest bit
 */
export const countDigits = (
  { key, at, counts }: Readonly<{ key: Variable; at: Variable; counts: Variable }>,
  passes: number,
  lowest = 0,
): Code =>
  Array.from({ length: passes }, (_, pass) => {
    const shifted = i64.shr_u(key.get, i64.const(lowest + pass * DIGIT_BITS));
    const digit = i32.and(i32.wrap_i64(shifted), i32.const(DIGITS - 1));
    return [
      ...at.set(i32.shl(digit, i32.const(2))),
      ...at.set(i32.add(i32.add(counts.get, i32.const(4 * DIGITS * pass)), at.get)),
      ...count(at),
    ];
  }).flat();

/**
 * Puts keys of 64 bits in the order of one digit, equal digits in the order in which they were.
 *
 * Parameters: addresses of the keys, of where they go and of each digit's first place; the digit's lowest bit; how many keys.
 */
export const scatter = wasmFunction((scope) => {
  const [from, to, starts, shift, length] = Array.from({ length: 5 }, () => scope.param("i32"));
  const [key, by] = [scope.local("i64"), scope.local("i64")];
  const [at, place] = [scope.local("i32"), scope.local("i32")];
  return [
    by.set(i64.extend_i32_u(shift.get)),
    loopWhile(
      length.get,
      key.set(i64.load(from.get)),
      at.set(i32.and(i32.wrap_i64(i64.shr_u(key.get, by.get)), i32.const(DIGITS - 1))),
      at.set(i32.add(starts.get, i32.shl(at.get, i32.const(2)))),
      place.set(i32.load(at.get)),
      count(at),
      i64.store(i32.add(to.get, i32.shl(place.get, i32.const(3))), key.get),
      increase(from, 8),
      increase(length, -1),
    ),
  ];
});

/** Keys to be sorted. */
interface Keys {
  /** How many of each digit there are, of the lowest digit first; overwritten. */
  readonly counts: Int32Array;
  readonly length: number;
  /** Where they lie, and where as many have room. */
  readonly addresses: readonly [number, number];
  /** The lowest digit's lowest bit. */
  readonly lowest?: number;
}

/**
 * Sorts keys by all digits that were counted, and gives the address where they then lie.
 *
 * @param run the kernel {@link scatter}
 */
export function sortKeys(
  run: (...args: number[]) => void,
  { counts, length, addresses, lowest = 0 }: Keys,
): number {
  let [from, to] = addresses;
  for (let pass = 0; pass < counts.length / DIGITS; pass++) {
    const own = counts.subarray(pass * DIGITS, (pass + 1) * DIGITS);
    if (!countsToStarts(own, length)) continue;
    run(from, to, own.byteOffset, lowest + pass * DIGIT_BITS, length);
    [from, to] = [to, from];
  }
  return from;
}

/** How many come before each digit; false where all have the same one. */
function countsToStarts(counts: Int32Array, length: number): boolean {
  let start = 0;
  for (let digit = 0; digit < counts.length; digit++) {
    const own = counts[digit];
    if (own === length) return false;
    counts[digit] = start;
    start += own;
  }
  return true;
}
