import type { BinnedColumn } from "./binned-columns";
import { type Leaf, nextLeaf } from "./leaf";
import type { LGBMParameters } from "./parameters";
import { searchSplit } from "./split-search";
import { type Tree, TreeBuilder } from "./tree";
import { createWorkspace, type Workspace } from "./workspace";

/** A tree and, for each of its leaves, where the leaf's rows are in `TreeGrower.rows`. */
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
 * const grower = new TreeGrower(columns, X.rows, parameters);
 * grower.gradients.set(pairs);
 * const { tree, leaves } = grower.grow(Int32Array.of(0, 1, 2));
 */
export class TreeGrower {
  private readonly workspace: Workspace;

  constructor(
    private readonly columns: readonly BinnedColumn[],
    private readonly rowCount: number,
    private readonly parameters: LGBMParameters,
  ) {
    this.workspace = createWorkspace(columns, rowCount, parameters.num_leaves);
  }

  /** Gradient and hessian of each row, side by side: to be set before each tree. */
  get gradients(): Float32Array {
    return this.workspace.gradients;
  }

  /** Row numbers, those of one leaf side by side, as the last tree left them. */
  get rows(): Int32Array {
    return this.workspace.rows;
  }

  /**
   * Grows one tree on the gradients set.
   *
   * @param features places in the list of columns that this tree may use, ascending
   */
  grow(features: Int32Array): GrownTree {
    const { num_leaves } = this.parameters;
    const builder = new TreeBuilder(num_leaves);
    const leaves = [this.growRoot(features)];
    while (leaves.length < num_leaves) {
      const k = nextLeaf(leaves);
      const { split } = leaves[k] ?? { split: null };
      if (!split) break;
      const { feature, bounds } = this.columns[split.feature];
      builder.addNode(k, feature, bounds[split.bin], split.gain + this.parameters.min_split_gain);
      const parent = leaves[k];
      const [left, right] = this.splitRows(parent, leaves.length);
      leaves[k] = left;
      leaves.push(right);
      const isLast = leaves.length === num_leaves;
      if (!isLast && this.mayBeSplit(left, right)) this.searchChildren(parent, left, right);
    }
    return { tree: builder.build(leaves.map(({ output }) => output)), leaves };
  }

  private growRoot(features: Int32Array): Leaf {
    const { address, gradients, rows } = this.workspace;
    let gradient = 0;
    let hessian = 0;
    for (let i = 0; i < rows.length; i++) {
      rows[i] = i;
      gradient += gradients[2 * i];
      hessian += gradients[2 * i + 1];
    }
    this.workspace.features(0).set(features);
    const root: Leaf = {
      ...{ start: 0, count: this.rowCount, depth: 0, slot: 0, features: features.length },
      ...{ gradient, hessian, output: 0, split: null },
    };
    const candidates = { address: address.features(0), count: features.length };
    this.buildHistograms(root, candidates);
    searchSplit(this.workspace, this.parameters, root, candidates);
    return root;
  }

  /** The two children: the larger keeps the parent's slot, the smaller gets the free one. */
  private splitRows({ start, count, depth, slot, split }: Leaf, freeSlot: number): [Leaf, Leaf] {
    const { kernels, address, result } = this.workspace;
    const { feature, bin, left, right } = split as NonNullable<typeof split>;
    const rows = address.rows + 4 * start;
    const bins = address.bins + feature * this.rowCount;
    kernels.partitionRows(rows, count, bins, bin, address.spare, address.result);
    const leftCount = result.getInt32(0, true) / 4;
    const rightCount = count - leftCount;
    const leftIsSmaller = leftCount < rightCount;
    const child = { depth: depth + 1, features: 0, split: null };
    return [
      { ...child, ...left, start, count: leftCount, slot: leftIsSmaller ? freeSlot : slot },
      {
        ...{ ...child, ...right, start: start + leftCount, count: rightCount },
        slot: leftIsSmaller ? slot : freeSlot,
      },
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
    const isRoot = count === this.rowCount;
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
      this.rowCount,
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
