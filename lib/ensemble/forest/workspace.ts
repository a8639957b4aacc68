import { compile, type Exports, Layout, type WasmMemory } from "../../numeric/wasm";
import { POSITION } from "./addresses";
import { GROUP, LISTED_BYTES, sortByCounting, sortBySet } from "./orderKernels";
import type { RankedColumns } from "./rankedColumns";
import { gatherPositions, orderBytes, partitionRows } from "./rowKernels";
import { BEST, ENTRY_BYTES, scanSplits } from "./scanKernel";
import { KeySorter } from "./sortKeys";

const kernels = (bytes: 2 | 4) => ({
  gatherPositions: gatherPositions(POSITION[bytes]),
  partitionRows: partitionRows(POSITION[bytes]),
  orderBytes: orderBytes(POSITION[bytes]),
  sortByCounting,
  sortBySet,
  scanSplits,
});

type Kernels = Exports<keyof ReturnType<typeof kernels>>;

const compiled: Partial<Record<2 | 4, (memory: WasmMemory) => Kernels>> = {};

/** The kernels and the memory in which they grow trees from the same columns, one after the other. */
export interface Workspace {
  readonly kernels: Kernels;
  readonly columns: RankedColumns;
  readonly address: {
    /** A tree's rows, and room for as many. */
    readonly rows: number;
    readonly spare: number;
    /** The positions of a node's rows in a column, as they come and sorted. */
    readonly gathered: number;
    readonly sorted: number;
    readonly set: number;
    readonly list: number;
    readonly entries: number;
    readonly best: number;
    readonly found: number;
    /** Each row's repeats times two plus its label. */
    readonly bytes: number;
    readonly positions: (feature: number) => number;
    readonly values: (feature: number) => number;
    readonly orderedBytes: (feature: number) => number;
  };
  readonly sorter: KeySorter;
  readonly rows: Int32Array;
  readonly gathered: Int32Array;
  readonly bytes: Uint8Array;
  readonly values: Float32Array;
  readonly found: Int32Array;
  readonly best: DataView;
}

/**
 * Reserves the memory and puts the columns into it.
 *
 * @throws RangeError if they need more memory than there is
 * @example
 * const workspace = createWorkspace(rankColumns(X));
 */
export function createWorkspace(columns: RankedColumns): Workspace {
  const { rows, cols } = columns;
  const size = columns.positions.BYTES_PER_ELEMENT === 2 ? 2 : 4;
  const bind = compiled[size] ?? compile(kernels(size));
  compiled[size] = bind;
  const words = Math.ceil(rows / 64);
  const layout = new Layout();
  const address = {
    rows: layout.reserve(4 * rows),
    spare: layout.reserve(4 * rows),
    gathered: layout.reserve(4 * (rows + GROUP)),
    sorted: layout.reserve(4 * (rows + GROUP)),
    set: layout.reserve(8 * words),
    list: layout.reserve(LISTED_BYTES * (words + 1)),
    entries: layout.reserve(ENTRY_BYTES * 256),
    best: layout.reserve(BEST.bytes),
    found: layout.reserve(8),
    bytes: layout.reserve(rows),
  };
  const positions = layout.reserve(size * rows * cols);
  const values = layout.reserve(4 * rows * cols);
  const orderedBytes = layout.reserve(rows * cols);
  const memory = layout.createMemory();
  const { buffer } = memory;
  const Positions = size === 2 ? Uint16Array : Int32Array;
  new Positions(buffer, positions, rows * cols).set(columns.positions);
  const ownValues = new Float32Array(buffer, values, rows * cols);
  ownValues.set(columns.values);
  fillEntries(new Float64Array(buffer, address.entries, 4 * 256));
  return {
    kernels: bind(memory),
    columns,
    address: {
      ...address,
      positions: (feature) => positions + feature * size * rows,
      values: (feature) => values + feature * 4 * rows,
      orderedBytes: (feature) => orderedBytes + feature * rows,
    },
    sorter: new KeySorter(rows),
    rows: new Int32Array(buffer, address.rows, rows),
    gathered: new Int32Array(buffer, address.gathered, rows),
    bytes: new Uint8Array(buffer, address.bytes, rows),
    values: ownValues,
    found: new Int32Array(buffer, address.found, 2),
    best: new DataView(buffer, address.best, BEST.bytes),
  };
}

/** For each byte, what a row with it adds to the left and takes from the right of a place. */
function fillEntries(entries: Float64Array): void {
  for (let byte = 0; byte < 256; byte++) {
    const repeats = byte >> 1;
    const at = 4 * byte + (byte & 1 ? 2 : 0);
    entries[at] = repeats;
    entries[at + 1] = -repeats;
  }
}
