import { countDigits, DIGITS, scatter, sortKeys } from "../../numeric/sort";
import {
  compile,
  f32,
  i32,
  i64,
  increase,
  Layout,
  loopWhile,
  wasmFunction,
} from "../../numeric/wasm";

/** A float's bits lie above so many bits of its row's number in a key. */
const ROW_BITS = 32;
/** Digits of a float. */
const PASSES = 3;

/**
 * Makes each float a key: its bits as an integer without sign of the same order (all bits of a negative number turned,
 * else the sign) above its row's number; and counts the digits of the former.
 *
 * Parameters: addresses of the floats, the keys and the counts; how many.
 */
const keysOf = wasmFunction((scope) => {
  const [floats, keys, counts, length] = Array.from({ length: 4 }, () => scope.param("i32"));
  const [row, bits, at] = Array.from({ length: 3 }, () => scope.local("i32"));
  const key = scope.local("i64");
  const turned = i32.sub(i32.const(0), i32.shr_u(bits.get, i32.const(31)));
  return [
    loopWhile(
      i32.ne(row.get, length.get),
      bits.set(i32.load(floats.get)),
      bits.set(i32.xor(bits.get, i32.or(turned, i32.const(-(2 ** 31))))),
      key.set(i64.shl(i64.extend_i32_u(bits.get), i64.const(ROW_BITS))),
      key.set(i64.or(key.get, i64.extend_i32_u(row.get))),
      i64.store(keys.get, key.get),
      countDigits({ key, at, counts }, PASSES, ROW_BITS),
      increase(floats, 4),
      increase(keys, 8),
      increase(row, 1),
    ),
  ];
});

/**
 * Says of each row where its key stands, and lists the floats in the keys' order.
 *
 * Parameters: addresses of the keys, the floats, where the places go and where the floats go; how many.
 */
const placesOf = wasmFunction((scope) => {
  const [keys, floats, places, sorted, length] = Array.from({ length: 5 }, () =>
    scope.param("i32"),
  );
  const [row, place] = [scope.local("i32"), scope.local("i32")];
  return [
    loopWhile(
      i32.ne(place.get, length.get),
      row.set(i32.shl(i32.load(keys.get), i32.const(2))),
      i32.store(i32.add(places.get, row.get), place.get),
      f32.store(sorted.get, f32.load(i32.add(floats.get, row.get))),
      increase(keys, 8),
      increase(sorted, 4),
      increase(place, 1),
    ),
  ];
});

/** What a column's ranking says. */
interface Ranking {
  /** Each row's place, 0 for the smallest value; equal values in the rows' order. */
  readonly places: Int32Array;
  /** The values in float32, ascending. */
  readonly sorted: Float32Array;
}

let bind: ReturnType<typeof compile<"keysOf" | "scatter" | "placesOf">> | undefined;

/**
 * What ranks columns of so many rows by a radix sort. It gives the same arrays each time.
 *
 * @example
 * ranking(3)(Float64Array.of(2, -1, 0)).places; // 2, 0, 1
 */
export function ranking(rows: number): (column: Float64Array) => Ranking {
  bind ??= compile({ keysOf, scatter, placesOf });
  const layout = new Layout();
  const addresses = [layout.reserve(8 * rows), layout.reserve(8 * rows)] as const;
  const [floatsAt, placesAt, sortedAt, countsAt] = [rows, rows, rows, DIGITS * PASSES].map(
    (length) => layout.reserve(4 * length),
  );
  const memory = layout.createMemory();
  const kernels = bind(memory);
  const floats = new Float32Array(memory.buffer, floatsAt, rows);
  const counts = new Int32Array(memory.buffer, countsAt, DIGITS * PASSES);
  const places = new Int32Array(memory.buffer, placesAt, rows);
  const sorted = new Float32Array(memory.buffer, sortedAt, rows);
  return (column) => {
    floats.set(column);
    counts.fill(0);
    kernels.keysOf(floatsAt, addresses[0], countsAt, rows);
    const keys = { counts, length: rows, addresses, lowest: ROW_BITS };
    const keysAt = sortKeys(kernels.scatter, keys);
    kernels.placesOf(keysAt, floatsAt, placesAt, sortedAt, rows);
    return { places, sorted };
  };
}
