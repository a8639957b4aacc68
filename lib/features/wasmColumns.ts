import { compile, Layout, type WasmFunction } from "../numeric/wasm";
import { float32Columns } from "./float32Kernel";
import { float32Places, SUMS } from "./float32Places";
import type { FillColumns } from "./rowStatistics";
import { softmaxColumns } from "./softmaxKernel";

/** Rows in the kernel's memory at a time, with all of their columns: they are to stay in the cache. */
const BLOCK_BYTES = 2 ** 19;
const MOST_ROWS = 512;

/** Bytes of two float64, one row's and its neighbour's. */
const PAIR = 16;

/**
 * `FillColumns` by a kernel, two rows to an instruction: the reference's bits, several times as fast.
 *
 * @param placesOf numbers that the kernel looks up for so many classes
 * @param sums pairs of float64 that it adds up in
 */
function columnsBy(
  fill: WasmFunction,
  placesOf: (classes: number) => Int32Array = () => new Int32Array(),
  sums = 0,
): FillColumns {
  let bind: ReturnType<typeof compile<"fill">> | undefined;
  return ({ data, rows, classes }, labels, columns) => {
    const fitting = Math.floor(BLOCK_BYTES / (4 * classes + 4 + 8 * columns.length));
    const block = evenAbove(Math.min(rows, fitting, MOST_ROWS));
    // Were this a power of 2, columns would share few places in the cache.
    const stride = block * 8 + 64;
    const places = placesOf(classes);
    const layout = new Layout();
    const logitsAt = layout.reserve(block * classes * 4);
    const labelsAt = layout.reserve(block * 4);
    const columnsAt = layout.reserve(columns.length * stride);
    const placesAt = layout.reserve(places.byteLength);
    const sumsAt = layout.reserve(sums * PAIR);
    const memory = layout.createMemory();
    bind ??= compile({ fill });
    const kernel = bind(memory);
    const logitsThere = new Float32Array(memory.buffer, logitsAt, block * classes);
    const labelsThere = new Int32Array(memory.buffer, labelsAt, block);
    new Int32Array(memory.buffer, placesAt, places.length).set(places);
    const filled = columns.map(
      (_, j) => new Float64Array(memory.buffer, columnsAt + j * stride, block),
    );
    for (let start = 0; start < rows; start += block) {
      const end = Math.min(start + block, rows);
      const count = end - start;
      logitsThere.set(data.subarray(start * classes, end * classes));
      labelsThere.set(labels.subarray(start, end));
      kernel.fill(logitsAt, labelsAt, columnsAt, classes, count, stride, placesAt, sumsAt);
      for (let j = 0; j < columns.length; j++) {
        columns[j].set(count < block ? filled[j].subarray(0, count) : filled[j], start);
      }
    }
  };
}

/** `referenceColumns` in WebAssembly. */
export const wasmColumns = columnsBy(softmaxColumns);

/** `referenceColumnsInFloat32` in WebAssembly. */
export const wasmColumnsInFloat32 = columnsBy(float32Columns, float32Places, SUMS);

/** At least 2, since the kernel takes two rows at a time. */
function evenAbove(rows: number): number {
  return Math.max(2, rows + (rows % 2));
}
