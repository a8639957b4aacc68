import { compile, f64, i32, increase, Layout, loopWhile, wasmFunction } from "../../numeric/wasm";

/** Bounds that are looked at: the most bins of a column. */
const BOUNDS = 256;
/** How far a look leads, from half of the bounds on, as powers of two. */
const STEPS = [7, 6, 5, 4, 3, 2, 1, 0];

/**
 * The number of the first of 256 ascending bounds that is not below a value, for each of some values, without a
 * branch: half of them would be guessed wrongly.
 *
 * Parameters: addresses of the values, the bounds and where the numbers go, a byte each; how many values.
 */
const placeInBins = wasmFunction((scope) => {
  const [values, bounds, bins, count] = Array.from({ length: 4 }, () => scope.param("i32"));
  const at = scope.local("i32");
  const value = scope.local("f64");
  return [
    loopWhile(
      count.get,
      value.set(f64.load(values.get)),
      at.set(bounds.get),
      ...STEPS.map((step) => {
        const isBelow = f64.lt(f64.load(at.get, 8 * (2 ** step - 1)), value.get);
        return at.set(i32.add(at.get, i32.shl(isBelow, i32.const(step + 3))));
      }),
      i32.store8(bins.get, i32.shr_u(i32.sub(at.get, bounds.get), i32.const(3))),
      increase(values, 8),
      increase(bins, 1),
      increase(count, -1),
    ),
  ];
});

let bind: ReturnType<typeof compile<"placeInBins">> | undefined;

/**
 * What gives the bin of each of so many values: the first whose bound is not below it.
 *
 * @example
 * const binsOf = binning(3);
 * binsOf(Float64Array.of(0.5, 1, 7), Float64Array.of(1, Infinity)); // 0, 0, 1
 */
export function binning(rows: number): (values: Float64Array, bounds: Float64Array) => Uint8Array {
  bind ??= compile({ placeInBins });
  const layout = new Layout();
  const [valuesAt, boundsAt, binsAt] = [8 * rows, 8 * BOUNDS, rows].map((bytes) =>
    layout.reserve(bytes),
  );
  const memory = layout.createMemory();
  const kernels = bind(memory);
  const taken = new Float64Array(memory.buffer, valuesAt, rows);
  const ends = new Float64Array(memory.buffer, boundsAt, BOUNDS);
  const bins = new Uint8Array(memory.buffer, binsAt, rows);
  return (values, bounds) => {
    taken.set(values);
    ends.fill(Number.POSITIVE_INFINITY).set(bounds);
    kernels.placeInBins(valuesAt, boundsAt, binsAt, rows);
    return bins.slice();
  };
}
