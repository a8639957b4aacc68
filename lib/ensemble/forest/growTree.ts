import { bootstrapCounts } from "./bootstrap";
import { gini } from "./gini";
import { FeatureDraws } from "./seeds";
import { type NodeSplit, type SplitOptions, SplitSearch } from "./splitSearch";
import { finishTree, LEAF, type Tree, type TreeBuffers, treeBuffers } from "./tree";
import type { Workspace } from "./workspace";

/** What bounds a tree's growth. */
export interface GrowOptions extends SplitOptions {
  /** Deepest level; null for none. */
  readonly maxDepth: number | null;
  readonly minSamplesSplit: number;
  readonly bootstrap: boolean;
}

/** A node that waits to be made: its rows, its class counts and where it hangs. */
interface Pending {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly negatives: number;
  readonly positives: number;
  readonly impurity: number;
  readonly parent: number;
  readonly isLeft: boolean;
  readonly constantFeatures: number;
}

/**
 * Grows one tree depth first, left side first: scikit-learn's own tree for the tree's seed.
 *
 * @param workspace with the training columns; what else it holds is overwritten
 * @param labels one per row, 0 or 1
 * @param seed as {@link treeSeeds} gives it
 */
export function growTree(
  workspace: Workspace,
  labels: Uint8Array,
  seed: number,
  options: GrowOptions,
): Tree {
  const counts = bootstrapCounts(labels.length, options.bootstrap ? seed : null);
  const start = root(counts, labels);
  placeRows(workspace, counts, labels);
  const search = new SplitSearch(workspace, options, new FeatureDraws(seed));
  const tree = treeBuffers(start.end);
  const pending = [start];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const id = addNode(tree, node);
    if (isLeaf(node, options)) continue;
    const split = search.find(node, node.constantFeatures);
    if (split.feature === LEAF) continue;
    const [left, right] = children(node, id, partition(workspace, node, split), split);
    if (!improves(node, left, right, labels.length)) continue;
    tree.feature[id] = split.feature;
    tree.threshold[id] = split.threshold;
    pending.push(right, left);
  }
  return finishTree(tree);
}

function root(counts: Uint8Array, labels: Uint8Array): Pending {
  let end = 0;
  let total = 0;
  let positives = 0;
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] > 0) end++;
    total += counts[row];
    positives += counts[row] * labels[row];
  }
  const negatives = total - positives;
  return {
    start: 0,
    end,
    depth: 0,
    negatives,
    positives,
    impurity: gini(negatives, positives),
    parent: -1,
    isLeft: false,
    constantFeatures: 0,
  };
}

/** The tree's rows, and each row's byte in the rows' order and in each column's. */
function placeRows(workspace: Workspace, counts: Uint8Array, labels: Uint8Array): void {
  const { kernels, address, rows, bytes, columns } = workspace;
  let end = 0;
  for (let row = 0; row < counts.length; row++) {
    // no row is drawn more than 127 times: with 1000 rows the chance is less than 10^-200
    bytes[row] = 2 * counts[row] + labels[row];
    rows[end] = row;
    end += Math.min(counts[row], 1);
  }
  for (let j = 0; j < columns.cols; j++) {
    const [from, to] = [address.bytes, address.orderedBytes(j)];
    kernels.orderBytes(from, from + columns.rows, address.positions(j), to);
  }
}

function addNode(tree: TreeBuffers, node: Pending): number {
  const id = tree.size++;
  if (node.parent >= 0) (node.isLeft ? tree.left : tree.right)[node.parent] = id;
  const total = node.negatives + node.positives;
  tree.feature[id] = LEAF;
  tree.left[id] = LEAF;
  tree.right[id] = LEAF;
  tree.value[id] = node.positives / total;
  tree.samples[id] = total;
  tree.impurity[id] = node.impurity;
  return id;
}

function isLeaf(node: Pending, { maxDepth, minSamplesSplit, minSamplesLeaf }: GrowOptions) {
  const n = node.end - node.start;
  return (
    (maxDepth !== null && node.depth >= maxDepth) ||
    n < minSamplesSplit ||
    n < 2 * minSamplesLeaf ||
    node.impurity <= Number.EPSILON
  );
}

/** Puts the rows that go left before the others, each part in its old order; gives where it ends. */
function partition(
  { kernels, address, found }: Workspace,
  node: Pending,
  split: NodeSplit,
): number {
  kernels.partitionRows(
    address.rows + 4 * node.start,
    address.rows + 4 * node.end,
    address.positions(split.feature),
    split.position,
    address.spare,
    address.found,
  );
  return node.start + found[0] / 4;
}

function children(node: Pending, id: number, middle: number, split: NodeSplit) {
  const { leftNegatives, leftPositives, constantFeatures } = split;
  const depth = node.depth + 1;
  const left: Pending = {
    start: node.start,
    end: middle,
    depth,
    negatives: leftNegatives,
    positives: leftPositives,
    impurity: gini(leftNegatives, leftPositives),
    parent: id,
    isLeft: true,
    constantFeatures,
  };
  const negatives = node.negatives - leftNegatives;
  const positives = node.positives - leftPositives;
  const right: Pending = {
    start: middle,
    end: node.end,
    depth,
    negatives,
    positives,
    impurity: gini(negatives, positives),
    parent: id,
    isLeft: false,
    constantFeatures,
  };
  return [left, right];
}

/** Whether impurity falls, or at least does not rise by more than rounding. */
function improves(node: Pending, left: Pending, right: Pending, rows: number): boolean {
  const total = node.negatives + node.positives;
  const leftShare = (left.negatives + left.positives) / total;
  const rightShare = (right.negatives + right.positives) / total;
  const improvement =
    (total / rows) * (node.impurity - rightShare * right.impurity - leftShare * left.impurity);
  return improvement + Number.EPSILON >= 0;
}
