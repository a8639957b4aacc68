import {
  compile,
  i32,
  i64,
  increase,
  Layout,
  loopWhile,
  type Variable,
  wasmFunction,
} from "../../numeric/wasm";

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** So many digits hold a float64's 64 bits. */
const PASSES = Math.ceil(64 / DIGIT_BITS);

const SIGN = i64.shl(i64.const(1), i64.const(63));

/** Adds 1 to the entry of an array of 32-bit integers at an address. */
const count = (at: Variable) => i32.store(at.get, i32.add(i32.load(at.get), i32.const(1)));

const digitOf = (key: Variable, shift: number) =>
  i32.and(i32.wrap_i64(i64.shr_u(key.get, i64.const(shift))), i32.const(DIGITS - 1));

/**
 * Turns float64 numbers into integers without sign of the same order (all bits of a negative number turned, else the
 * sign), in place, and counts each digit of 11 bits.
 *
 * Parameters: addresses of the numbers and the counts, of the lowest digit first; how many numbers.
 */
const keysOf = wasmFunction((scope) => {
  const [values, counts, length] = Array.from({ length: 3 }, () => scope.param("i32"));
  const key = scope.local("i64");
  const at = scope.local("i32");
  return [
    loopWhile(
      length.get,
      key.set(i64.load(values.get)),
      key.set(i64.xor(key.get, i64.or(i64.shr_s(key.get, i64.const(63)), SIGN))),
      i64.store(values.get, key.get),
      ...Array.from({ length: PASSES }, (_, pass) => [
        ...at.set(i32.shl(digitOf(key, pass * DIGIT_BITS), i32.const(2))),
        ...at.set(i32.add(i32.add(counts.get, i32.const(4 * DIGITS * pass)), at.get)),
        ...count(at),
      ]),
      increase(values, 8),
      increase(length, -1),
    ),
  ];
});

/** The numbers of keys, in place. Parameters: address of the keys, how many. */
const numbersOf = wasmFunction((scope) => {
  const [keys, length] = Array.from({ length: 2 }, () => scope.param("i32"));
  const key = scope.local("i64");
  return [
    loopWhile(
      length.get,
      key.set(i64.load(keys.get)),
      // a key without the highest bit is a negative number's
      i64.store(
        keys.get,
        i64.xor(key.get, i64.or(i64.sub(i64.shr_u(key.get, i64.const(63)), i64.const(1)), SIGN)),
      ),
      increase(keys, 8),
      increase(length, -1),
    ),
  ];
});

/**
 * Puts keys in the order of one digit, equal digits in the order in which they were.
 *
 * Parameters: addresses of the keys, of where they go and of each digit's first place; the digit's lowest bit; how many keys.
 */
const scatter = wasmFunction((scope) => {
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

let bind: ReturnType<typeof compile<"keysOf" | "numbersOf" | "scatter">> | undefined;

/**
 * What sorts so many numbers as `sort` of a typed array does: a radix sort, which takes a third of the time. It gives the
 * same array each time.
 *
 * @example
 * const sorted = sorting(3);
 * sorted(Float64Array.of(2, -1, 0)); // -1, 0, 2
 */
export function sorting(length: number): (values: Float64Array) => Float64Array {
  bind ??= compile({ keysOf, numbersOf, scatter });
  const layout = new Layout();
  const addresses = [8 * length, 8 * length].map((bytes) => layout.reserve(bytes));
  const countsAt = layout.reserve(4 * DIGITS * PASSES);
  const memory = layout.createMemory();
  const kernels = bind(memory);
  const [first, second] = addresses.map((at) => new Float64Array(memory.buffer, at, length));
  const counts = new Int32Array(memory.buffer, countsAt, DIGITS * PASSES);
  return (values) => {
    first.set(values);
    counts.fill(0);
    let [from, to] = addresses;
    kernels.keysOf(from, countsAt, length);
    for (let pass = 0; pass < PASSES; pass++) {
      const own = counts.subarray(pass * DIGITS, (pass + 1) * DIGITS);
      if (!countsToStarts(own, length)) continue;
      kernels.scatter(from, to, own.byteOffset, pass * DIGIT_BITS, length);
      [from, to] = [to, from];
    }
    kernels.numbersOf(from, length);
    return from === addresses[0] ? first : second;
  };
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
