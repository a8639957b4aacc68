import {
  type Code,
  compile,
  type Exports,
  i32,
  Layout,
  loopWhile,
  type WasmMemory,
  wasmFunction,
} from "../../numeric/wasm";

/** What one pass over a channel of an image counts, in memory that the next pass uses again. */
export interface PlaneCounts {
  /** How many pixels have each of the 256 values. */
  readonly histogram: Int32Array;
  /** Sum of the pixels of each cell. */
  readonly cellSums: Int32Array;
  /** Of each line, the sum of absolute differences of its pixels from those left of and above them. */
  readonly edges: Int32Array;
}

/**
 * Parameters: addresses of pixels, cell numbers, histogram, cell sums, edges; height, width. The first line is
 * compared with itself, and so is a line's first pixel: no difference.
 */
const countPlane = wasmFunction((scope) => {
  const [pixel, cell, histogram, cellSums, edges, height, width] = Array.from({ length: 7 }, () =>
    scope.param("i32"),
  );
  const [above, across, value, left, sum, place] = Array.from({ length: 6 }, () =>
    scope.local("i32"),
  );
  const add = (to: Code, more: Code) => [
    ...place.set(to),
    ...i32.store(place.get, i32.add(i32.load(place.get), more)),
  ];
  const far = (other: Code): Code => [
    ...place.set(i32.sub(value.get, other)),
    ...sum.set(
      i32.add(
        sum.get,
        i32.select(place.get, i32.sub(i32.const(0), place.get), i32.ge_s(place.get, i32.const(0))),
      ),
    ),
  ];
  const number = (base: Code, index: Code) => i32.add(base, i32.shl(index, i32.const(2)));
  const next = (variable: typeof pixel, by = 1) =>
    variable.set(i32.add(variable.get, i32.const(by)));
  return [
    above.set(pixel.get),
    loopWhile(
      height.get,
      across.set(width.get),
      left.set(i32.load8_u(pixel.get)),
      sum.set(i32.const(0)),
      loopWhile(
        across.get,
        value.set(i32.load8_u(pixel.get)),
        add(number(histogram.get, value.get), i32.const(1)),
        add(number(cellSums.get, i32.load8_u(cell.get)), value.get),
        far(left.get),
        far(i32.load8_u(above.get)),
        left.set(value.get),
        next(pixel),
        next(cell),
        next(above),
        next(across, -1),
      ),
      above.set(i32.sub(pixel.get, width.get)),
      i32.store(edges.get, sum.get),
      next(edges, 4),
      next(height, -1),
    ),
  ];
});

let bind: ((memory: WasmMemory) => Exports<"countPlane">) | undefined;

/**
 * Counts channels of images of one size in WebAssembly.
 *
 * @param cellOfPixel the number of the cell that each pixel lies in, row by row
 * @param cells how many there are
 * @returns a function from the bytes of a channel to its counts, which hold until the next call
 * @example
 * planeCounter({ height: 2, width: 2 }, Uint8Array.of(0, 0, 0, 0), 1)(Uint8Array.of(0, 9, 9, 9)).cellSums; // [27]
 */
export function planeCounter(
  { height, width }: { readonly height: number; readonly width: number },
  cellOfPixel: Uint8Array,
  cells: number,
): (plane: Uint8Array) => PlaneCounts {
  const layout = new Layout();
  const size = height * width;
  const [pixelsAt, cellsAt] = [layout.reserve(size), layout.reserve(size)];
  const [histogramAt, sumsAt, edgesAt] = [256, cells, height].map((count) =>
    layout.reserve(4 * count),
  );
  const memory = layout.createMemory();
  bind ??= compile({ countPlane });
  const kernel = bind(memory);
  const pixels = new Uint8Array(memory.buffer, pixelsAt, size);
  new Uint8Array(memory.buffer, cellsAt, size).set(cellOfPixel);
  const histogram = new Int32Array(memory.buffer, histogramAt, 256);
  const cellSums = new Int32Array(memory.buffer, sumsAt, cells);
  const edges = new Int32Array(memory.buffer, edgesAt, height);
  return (plane) => {
    pixels.set(plane);
    histogram.fill(0);
    cellSums.fill(0);
    kernel.countPlane(pixelsAt, cellsAt, histogramAt, sumsAt, edgesAt, height, width);
    return { histogram, cellSums, edges };
  };
}
