import { bootstrapCounts } from "./bootstrap";
import { gini } from "./gini";
import type { RankedColumns } from "./rankedColumns";
import { FeatureDraws } from "./seeds";
import { RANK_BITS } from "./sortKeys";
import { type NodeSplit, type SplitOptions, SplitSearch } from "./splitSearch";
import { finishTree, LEAF, type Tree, type TreeBuffers, treeBuffers } from "./tree";

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
 * @param labels one per row, 0 or 1
 * @param seed as {@link treeSeeds} gives it
 */
export function growTree(
  columns: RankedColumns,
  labels: Uint8Array,
  seed: number,
  options: GrowOptions,
): Tree {
  const counts = bootstrapCounts(columns.rows, options.bootstrap ? seed : null);
  const payload = Uint16Array.from(counts, (count, row) => 2 * count + labels[row]);
  const rows = Int32Array.from(counts.keys()).filter((row) => counts[row] > 0);
  const search = new SplitSearch(
    columns,
    payload,
    payloadBits(payload, columns.rows),
    options,
    new FeatureDraws(seed),
  );
  const tree = treeBuffers(rows.length);
  const spare = new Int32Array(rows.length);
  const pending = [root(rows, payload)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const id = addNode(tree, node);
    if (isLeaf(node, options)) continue;
    const split = search.find(rows, node.start, node.end, node, node.constantFeatures);
    if (split.feature === LEAF) continue;
    const middle = partition(rows, node, columns, split, spare);
    const [left, right] = children(node, id, middle, split);
    if (!improves(node, left, right, columns.rows)) continue;
    tree.feature[id] = split.feature;
    tree.threshold[id] = split.threshold;
    pending.push(right, left);
  }
  return finishTree(tree);
}

/**
 * Bits that the largest payload needs.
 *
 * @throws RangeError if ranks are too many to be sorted, or do not fit beside a payload in 31 bits
 */
function payloadBits(payload: Uint16Array, rows: number): number {
  const bits = 32 - Math.clz32(payload.reduce((a, b) => Math.max(a, b), 0));
  const limit = 2 ** Math.min(RANK_BITS, 31 - bits);
  if (rows > limit) throw new RangeError(`X has ${rows} rows, expected at most ${limit}`);
  return bits;
}

function root(rows: Int32Array, payload: Uint16Array): Pending {
  let total = 0;
  let positives = 0;
  for (const row of rows) {
    total += payload[row] >>> 1;
    if (payload[row] & 1) positives += payload[row] >>> 1;
  }
  const negatives = total - positives;
  return {
    start: 0,
    end: rows.length,
    depth: 0,
    negatives,
    positives,
    impurity: gini(negatives, positives),
    parent: -1,
    isLeft: false,
    constantFeatures: 0,
  };
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

/** Puts the rows that go left before the others, each part in its old order. */
function partition(
  rows: Int32Array,
  { start, end }: Pending,
  columns: RankedColumns,
  split: NodeSplit,
  spare: Int32Array,
): number {
  const column = split.feature * columns.rows;
  let middle = start;
  let right = 0;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (columns.ranks[column + row] <= split.rank) rows[middle++] = row;
    else spare[right++] = row;
  }
  for (let i = 0; i < right; i++) rows[middle + i] = spare[i];
  return middle;
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
