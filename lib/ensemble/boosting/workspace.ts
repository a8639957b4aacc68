import { compile, type Exports, Layout } from "../../numeric/wasm";
import type { BinnedColumn } from "./binnedColumns";
import { logLossGradients } from "./gradientKernel";
import {
  buildHistograms,
  ENTRY_BYTES,
  orderGradients,
  repairHistograms,
  subtractHistograms,
} from "./histogramKernels";
import { partitionRows } from "./partitionKernel";
import { findSplit, SPLIT_RESULT } from "./splitKernel";

const kernels = {
  buildHistograms,
  findSplit: findSplit(false),
  findPenalisedSplit: findSplit(true),
  logLossGradients,
  orderGradients,
  partitionRows,
  repairHistograms,
  subtractHistograms,
};

let bind: ReturnType<typeof compile<keyof typeof kernels>> | undefined;

/**
 * The kernels and the memory in which they work for one training: addresses for the kernels, and
 * views of what TypeScript reads and writes itself.
 */
export interface Workspace {
  readonly kernels: Exports<keyof typeof kernels>;
  readonly address: {
    readonly bins: number;
    readonly offsets: number;
    readonly frequentBins: number;
    readonly scores: number;
    readonly signs: number;
    /** The gradient and the hessian of each row, side by side. */
    readonly gradients: number;
    readonly ordered: number;
    readonly rows: number;
    readonly spare: number;
    readonly result: number;
    /** The histogram and the list of splittable features of each slot. */
    readonly histogram: (slot: number) => number;
    readonly features: (slot: number) => number;
  };
  readonly columns: readonly BinnedColumn[];
  /** The log-odds of each row so far. */
  readonly scores: Float64Array;
  /** 1 for a member, -1 for another. */
  readonly signs: Float64Array;
  /** The gradient and the hessian of each row, side by side. */
  readonly gradients: Float32Array;
  /** Row numbers, those of one leaf side by side. */
  readonly rows: Int32Array;
  readonly features: (slot: number) => Int32Array;
  readonly result: DataView;
}

/**
 * Reserves the memory and puts the binned columns into it.
 *
 * @param slots how many leaves' histograms are kept at a time
 * @throws RangeError if they need more memory than there is
 * @example
 * const { kernels, address } = createWorkspace(columns, rows, 31);
 */
export function createWorkspace(
  columns: readonly BinnedColumn[],
  rows: number,
  slots: number,
): Workspace {
  bind ??= compile(kernels);
  const offsets = new Int32Array(columns.length + 1);
  columns.forEach(({ bounds }, f) => {
    offsets[f + 1] = offsets[f] + bounds.length * ENTRY_BYTES;
  });
  const histogramBytes = offsets[columns.length];
  const listBytes = columns.length * 4;

  const layout = new Layout();
  const bins = layout.reserve(columns.length * rows);
  const offsetsAt = layout.reserve(offsets.byteLength);
  const frequentBins = layout.reserve(listBytes);
  const scores = layout.reserve((rows + 1) * 8);
  const signs = layout.reserve((rows + 1) * 8);
  const gradients = layout.reserve((rows + 1) * 8);
  const ordered = layout.reserve(rows * 8);
  const rowsAt = layout.reserve(rows * 4);
  const spare = layout.reserve(rows * 4);
  const result = layout.reserve(SPLIT_RESULT.bytes);
  const histograms = layout.reserve(histogramBytes * slots);
  const lists = layout.reserve(listBytes * slots);
  const memory = layout.createMemory();

  const { buffer } = memory;
  columns.forEach((column, f) => {
    new Uint8Array(buffer, bins + f * rows, rows).set(column.bins);
  });
  new Int32Array(buffer, offsetsAt, offsets.length).set(offsets);
  new Int32Array(buffer, frequentBins, columns.length).set(columns.map((c) => c.frequentBin));
  const listOf = (slot: number) => lists + slot * listBytes;
  return {
    kernels: bind(memory),
    address: {
      ...{ bins, frequentBins, scores, signs, gradients, ordered, spare, result },
      offsets: offsetsAt,
      rows: rowsAt,
      histogram: (slot) => histograms + slot * histogramBytes,
      features: listOf,
    },
    columns,
    scores: new Float64Array(buffer, scores, rows),
    signs: new Float64Array(buffer, signs, rows),
    gradients: new Float32Array(buffer, gradients, 2 * rows),
    rows: new Int32Array(buffer, rowsAt, rows),
    features: (slot) => new Int32Array(buffer, listOf(slot), columns.length),
    result: new DataView(buffer, result, SPLIT_RESULT.bytes),
  };
}
