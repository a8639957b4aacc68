import { compile, i64, increase, Layout, loopWhile, wasmFunction } from "../wasm";
import { countDigits, DIGITS, scatter, sortKeys } from "./radixSort";

/** So many digits hold a float64's 64 bits. */
const PASSES = 6;

const SIGN = i64.shl(i64.const(1), i64.const(63));

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
      countDigits({ key, at, counts }, PASSES),
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
  const addresses = [layout.reserve(8 * length), layout.reserve(8 * length)] as const;
  const countsAt = layout.reserve(4 * DIGITS * PASSES);
  const memory = layout.createMemory();
  const kernels = bind(memory);
  const [first, second] = addresses.map((at) => new Float64Array(memory.buffer, at, length));
  const counts = new Int32Array(memory.buffer, countsAt, DIGITS * PASSES);
  return (values) => {
    first.set(values);
    counts.fill(0);
    kernels.keysOf(addresses[0], countsAt, length);
    const from = sortKeys(kernels.scatter, { counts, length, addresses });
    kernels.numbersOf(from, length);
    return from === addresses[0] ? first : second;
  };
}
