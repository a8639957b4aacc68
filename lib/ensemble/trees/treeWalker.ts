import type { Matrix } from "../../numeric/arrays";
import { compile, type Exports, Layout, type WasmMemory } from "../../numeric/wasm";
import type { SplitTree } from "./splitTree";
import { LEAF, NODE, type RowType, TOGETHER, walkTree } from "./walkKernel";

/** Bytes of rows that all trees are walked with before the next ones: they stay in the cache. */
const BLOCK_BYTES = 2 ** 18;

const VALUES = { f32: Float32Array, f64: Float64Array };

/** Trees in a memory of WebAssembly. */
interface PackedTrees {
  readonly trees: WeakRef<object>;
  readonly cols: number;
  readonly memory: WasmMemory;
  readonly kernel: Exports<"walk">;
  /** Addresses of each tree's root and of its first leaf. */
  readonly roots: readonly number[];
  readonly leaves: readonly number[];
  readonly rows: number;
  readonly blockRows: number;
  readonly sums: number;
}

/**
 * Sums the values of the leaves that rows fall into, in WebAssembly. The trees last walked stay in
 * its memory, so that they are put there once for many calls.
 *
 * @example
 * const walker = new TreeWalker("f64");
 * walker.sum(trees, (tree) => tree, X)[0];
 */
export class TreeWalker {
  private bind: ((memory: WasmMemory) => Exports<"walk">) | undefined;
  private packed: PackedTrees | undefined;

  /** @param rowType what rows are read as; thresholds are float64 */
  constructor(private readonly rowType: RowType) {}

  /**
   * @param trees not changed later
   * @param splitsOf a tree's splits
   * @returns for each row the sum over the trees, added in their order
   */
  sum<T>(trees: readonly T[], splitsOf: (tree: T) => SplitTree, X: Matrix): Float64Array {
    if (this.packed?.trees.deref() !== trees || this.packed.cols !== X.cols) {
      this.packed = this.pack(trees, trees.map(splitsOf), X.cols);
    }
    const { memory, kernel, roots, leaves, rows, blockRows, sums } = this.packed;
    const Values = VALUES[this.rowType];
    const stride = X.cols * Values.BYTES_PER_ELEMENT;
    const values = new Values(memory.buffer, rows, blockRows * X.cols);
    const blockSums = new Float64Array(memory.buffer, sums, blockRows);
    const out = new Float64Array(X.rows);
    for (let start = 0; start < X.rows; start += blockRows) {
      const end = Math.min(start + blockRows, X.rows);
      const walked = Math.ceil((end - start) / TOGETHER) * TOGETHER;
      values.set(X.data.subarray(start * X.cols, end * X.cols));
      blockSums.fill(0);
      // tree by tree: what is called often V8 compiles with care while the rest goes on
      for (let t = 0; t < roots.length; t++) {
        kernel.walk(roots[t], leaves[t], rows, rows + walked * stride, stride, sums);
      }
      out.set(blockSums.subarray(0, end - start), start);
    }
    return out;
  }

  private pack(key: object, trees: readonly SplitTree[], cols: number): PackedTrees {
    const valueBytes = VALUES[this.rowType].BYTES_PER_ELEMENT;
    const stride = cols * valueBytes;
    const blockRows = Math.ceil(BLOCK_BYTES / stride / TOGETHER) * TOGETHER;
    const layout = new Layout();
    const rows = layout.reserve(blockRows * stride);
    const sums = layout.reserve(blockRows * 8);
    const roots = trees.map(({ feature, value }) =>
      layout.reserve(feature.length * NODE.bytes + value.length * LEAF.bytes),
    );
    const leaves = trees.map(({ feature }, t) => roots[t] + feature.length * NODE.bytes);
    const memory = layout.createMemory();
    trees.forEach((tree, t) => {
      packTree(tree, roots[t], leaves[t], valueBytes, memory.buffer);
    });
    this.bind ??= compile({ walk: walkTree(this.rowType) });
    return {
      ...{ trees: new WeakRef(key), cols, memory, kernel: this.bind(memory) },
      ...{ roots, leaves, rows, blockRows, sums },
    };
  }
}

function packTree(
  { feature, threshold, left, right, value }: SplitTree,
  root: number,
  firstLeaf: number,
  valueBytes: number,
  buffer: ArrayBuffer,
): void {
  const words = new Int32Array(buffer);
  const doubles = new Float64Array(buffer);
  const addressOf = (child: number) =>
    child < 0 ? firstLeaf + ~child * LEAF.bytes : root + child * NODE.bytes;
  for (let k = 0; k < feature.length; k++) {
    const at = root + k * NODE.bytes;
    doubles[(at + NODE.threshold) >>> 3] = threshold[k];
    words[(at + NODE.column) >>> 2] = feature[k] * valueBytes;
    words[(at + NODE.children) >>> 2] = addressOf(left[k]);
    words[(at + NODE.children + 4) >>> 2] = addressOf(right[k]);
  }
  for (let k = 0; k < value.length; k++) {
    const at = firstLeaf + k * LEAF.bytes;
    words[(at + LEAF.children) >>> 2] = at;
    words[(at + LEAF.children + 4) >>> 2] = at;
    doubles[(at + LEAF.value) >>> 3] = value[k];
  }
}
