import { type Leaf, type LeafSums, nextLeaf, type Split } from "./leaf";
import type { LGBMParameters } from "./parameters";
import { searchSplit } from "./splitSearch";
import { type Tree, TreeBuilder } from "./tree";
import type { Workspace } from "./workspace";

/** A tree and, for each of its leaves, where its rows are in the workspace's `rows`. */
export interface GrownTree {
  readonly tree: Tree;
  readonly leaves: readonly Leaf[];
}

/**
 * Grows trees leaf by leaf: always the leaf whose best split gains most is split next. Of two
 * children only the smaller one's histograms are built; the larger one's are the parent's less those.
 *
 * Source: Ke et al., "LightGBM: a highly efficient gradient boosting decision tree" (2017); LightGBM,
 * src/treelearner/serial_tree_learner.cpp.
 *
 * @example
 * const grower = new TreeGrower(createWorkspace(columns, X.rows, 31), parameters);
 * const { tree, leaves } = grower.grow(Int32Array.of(0, 1, 2));
 */
export class TreeGrower {
  private readonly identity: Int32Array;

  constructor(
    private readonly workspace: Workspace,
    private readonly parameters: LGBMParameters,
  ) {
    this.identity = Int32Array.from(workspace.rows, (_, i) => i);
  }

  /**
   * Grows one tree on the gradients of the workspace's scores.
   *
   * @param features places in the list of columns that this tree may use, ascending
   * @param rows the rows to grow it on, ascending; null for all
   * @throws RangeError if a split leaves a side without rows, where LightGBM aborts too
   */
  grow(features: Int32Array, rows: Int32Array | null = null): GrownTree {
    const { num_leaves } = this.parameters;
    const builder = new TreeBuilder(num_leaves);
    const leaves = [this.growRoot(features, rows)];
    while (leaves.length < num_leaves) {
      const k = nextLeaf(leaves);
      if (k < 0) break;
      const parent = leaves[k];
      const split = parent.split as Split;
      const { feature, bounds } = this.workspace.columns[split.feature];
      builder.addNode(k, feature, bounds[split.bin], split.gain + this.parameters.min_split_gain);
      const [left, right] = this.splitRows(parent, split, leaves.length);
      leaves[k] = left;
      leaves.push(right);
      const isLast = leaves.length === num_leaves;
      if (!isLast && this.mayBeSplit(left, right)) this.searchChildren(parent, left, right);
    }
    return { tree: builder.build(leaves.map(({ output }) => output)), leaves };
  }

  private growRoot(features: Int32Array, chosen: Int32Array | null): Leaf {
    const { kernels, address, rows, result } = this.workspace;
    const { scores, signs, gradients } = address;
    kernels.logLossGradients(scores, signs, gradients, rows.length, address.result);
    const all = { gradient: result.getFloat64(0, true), hessian: result.getFloat64(8, true) };
    const sums = chosen ? this.sumsOver(chosen) : all;
    rows.set(chosen ?? this.identity);
    this.workspace.features(0).set(features);
    const root: Leaf = {
      ...{ start: 0, count: (chosen ?? rows).length, depth: 0, slot: 0, features: features.length },
      ...{ ...sums, output: 0, split: null },
    };
    const candidates = { address: address.features(0), count: features.length };
    this.buildHistograms(root, candidates);
    searchSplit(this.workspace, this.parameters, root, candidates);
    return root;
  }

  private sumsOver(rows: Int32Array): { gradient: number; hessian: number } {
    const { gradients } = this.workspace;
    const sums = { gradient: 0, hessian: 0 };
    for (const row of rows) {
      sums.gradient += gradients[2 * row];
      sums.hessian += gradients[2 * row + 1];
    }
    return sums;
  }

  /** The two children: the larger keeps the parent's slot, the smaller gets the free one. */
  private splitRows(
    { start, count, depth, slot }: Leaf,
    { feature, bin, left, right }: Split,
    freeSlot: number,
  ): [Leaf, Leaf] {
    const { kernels, address, result } = this.workspace;
    const rows = address.rows + 4 * start;
    const bins = address.bins + feature * this.identity.length;
    kernels.partitionRows(rows, count, bins, bin, address.spare, address.result);
    const leftCount = result.getInt32(0, true) / 4;
    const rightCount = count - leftCount;
    if (leftCount === 0 || rightCount === 0) {
      throw new RangeError(
        `a split of column ${this.workspace.columns[feature].feature} left one side without rows (they are counted by their hessians), expected a larger min_child_samples or min_child_weight`,
      );
    }
    const leftIsSmaller = leftCount < rightCount;
    return [
      child(left, start, leftCount, depth + 1, leftIsSmaller ? freeSlot : slot),
      child(right, start + leftCount, rightCount, depth + 1, leftIsSmaller ? slot : freeSlot),
    ];
  }

  private mayBeSplit(left: Leaf, right: Leaf): boolean {
    const { max_depth, min_child_samples } = this.parameters;
    const largest = Math.max(left.count, right.count);
    return (max_depth <= 0 || left.depth < max_depth) && largest >= 2 * min_child_samples;
  }

  /** The larger child takes over its parent's histograms and list of features. */
  private searchChildren(parent: Leaf, left: Leaf, right: Leaf): void {
    const { kernels, address } = this.workspace;
    const [smaller, larger] = left.count < right.count ? [left, right] : [right, left];
    const candidates = { address: address.features(parent.slot), count: parent.features };
    this.buildHistograms(smaller, candidates);
    kernels.subtractHistograms(
      address.histogram(larger.slot),
      address.histogram(smaller.slot),
      address.offsets,
      candidates.address,
      candidates.count,
    );
    searchSplit(this.workspace, this.parameters, smaller, candidates);
    searchSplit(this.workspace, this.parameters, larger, candidates);
  }

  private buildHistograms(
    { slot, start, count, gradient, hessian }: Leaf,
    candidates: { readonly address: number; readonly count: number },
  ): void {
    const { kernels, address } = this.workspace;
    const rows = address.rows + 4 * start;
    const isRoot = count === this.identity.length;
    const pairs = isRoot ? address.gradients : address.ordered;
    if (!isRoot) kernels.orderGradients(address.gradients, rows, count, pairs);
    const histogram = address.histogram(slot);
    const { address: list, count: listed } = candidates;
    kernels.buildHistograms(
      histogram,
      address.offsets,
      list,
      listed,
      address.bins,
      this.identity.length,
      rows,
      count,
      pairs,
    );
    kernels.repairHistograms(
      histogram,
      address.offsets,
      list,
      listed,
      address.frequentBins,
      gradient,
      hessian,
    );
  }
}

function child(
  { gradient, hessian, output }: LeafSums,
  start: number,
  count: number,
  depth: number,
  slot: number,
): Leaf {
  return { gradient, hessian, output, start, count, depth, slot, features: 0, split: null };
}
