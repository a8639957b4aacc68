import type { Matrix } from "../../numeric/arrays";
import { compile, Layout } from "../../numeric/wasm";
import type { ColumnPasses } from "./columnPasses";
import { addSums, scaleRows } from "./kernels";

/** Bytes of rows in the kernels' memory at a time. */
const BLOCK_BYTES = 2 ** 16;

let bind: ReturnType<typeof compile<"addSums" | "scaleRows">> | undefined;

/** The passes in WebAssembly, block by block: the same bits. */
export const wasmPasses: ColumnPasses = {
  sums(X, centre) {
    const { kernels, rows, perColumn, eachBlock } = memoryFor(X);
    const [centreThere, sums, squares] = perColumn;
    centreThere.set(centre);
    eachBlock((_start, bytes) => {
      kernels.addSums(
        rows.byteOffset,
        rows.byteOffset + bytes,
        X.cols * 8,
        centreThere.byteOffset,
        sums.byteOffset,
        squares.byteOffset,
      );
    });
    return { sums: sums.slice(0, X.cols), squares: squares.slice(0, X.cols) };
  },

  scaled(X, centre, scale) {
    const { kernels, rows, scaled, zeros, perColumn, eachBlock } = memoryFor(X);
    const [centreThere, scaleThere] = perColumn;
    centreThere.set(centre);
    // where the last pair reaches beyond the columns it shall be finite too
    scaleThere.fill(1).set(scale);
    const out = new Float64Array(X.data.length);
    eachBlock((start, bytes) => {
      kernels.scaleRows(
        rows.byteOffset,
        rows.byteOffset + bytes,
        X.cols * 8,
        centreThere.byteOffset,
        scaleThere.byteOffset,
        scaled.byteOffset,
        zeros.byteOffset,
      );
      out.set(scaled.subarray(0, bytes / 8), start);
    });
    return { data: out, allFinite: zeros[0] + zeros[1] === 0 };
  },
};

/** Room for a block of rows, for as many results, and for three numbers a column and one beyond. */
function memoryFor({ data, rows: count, cols }: Matrix) {
  const blockRows = Math.min(count, Math.ceil(BLOCK_BYTES / (cols * 8)));
  const size = blockRows * cols;
  const layout = new Layout();
  const reserve = (length: number) => layout.reserve((length + 1) * 8);
  const rowsAt = reserve(size);
  const scaledAt = reserve(size);
  const perColumnAt = [0, 1, 2].map(() => reserve(cols));
  const zerosAt = reserve(1);
  const memory = layout.createMemory();
  bind ??= compile({ addSums, scaleRows });
  const rows = new Float64Array(memory.buffer, rowsAt, size);
  return {
    kernels: bind(memory),
    rows,
    scaled: new Float64Array(memory.buffer, scaledAt, size),
    zeros: new Float64Array(memory.buffer, zerosAt, 2),
    perColumn: perColumnAt.map((at) => new Float64Array(memory.buffer, at, cols + 1)),
    /** Puts one block after the other into `rows`; `start` is its place in the matrix's data. */
    eachBlock(work: (start: number, bytes: number) => void) {
      for (let start = 0; start < data.length; start += size) {
        const block = data.subarray(start, start + size);
        rows.set(block);
        work(start, block.byteLength);
      }
    },
  };
}
