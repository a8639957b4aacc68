import { gini } from "./gini";
import type { RankedColumns } from "./rankedColumns";
import type { FeatureDraws } from "./seeds";
import { KeySorter } from "./sortKeys";

/** Which splits are looked for. */
export interface SplitOptions {
  /** Columns drawn for each split. */
  readonly maxFeatures: number;
  /** Least number of distinct rows on each side. */
  readonly minSamplesLeaf: number;
  /** Values that differ by no more than this are not split from each other. */
  readonly featureThreshold: number;
}

/** Rows of a node: repeats counted, by class. */
interface NodeCounts {
  readonly negatives: number;
  readonly positives: number;
}

/** A split of a node; `feature` is -1 where none was found. */
export interface NodeSplit {
  feature: number;
  threshold: number;
  /** Rows whose rank in the column is at most this go left. */
  rank: number;
  leftNegatives: number;
  leftPositives: number;
  /** Columns known to be constant in the node, and so in all nodes below it. */
  constantFeatures: number;
}

/**
 * Finds a node's best split among columns drawn at random: lowest weighted Gini impurity, the first
 * found among equals.
 *
 * Columns are drawn and remembered as in scikit-learn, draw for draw: a constant column counts as
 * drawn, is not looked at again in nodes below, and at least one column that is not constant is
 * examined where there is one. Source: sklearn/tree/_splitter.pyx (node_split_best, 1.6).
 */
export class SplitSearch {
  private readonly threshold: number;
  private readonly features: Int32Array;
  private readonly constants: Int32Array;
  private readonly keys: Int32Array;
  private readonly sorter: KeySorter;
  private readonly best: NodeSplit = {
    feature: -1,
    threshold: 0,
    rank: 0,
    leftNegatives: 0,
    leftPositives: 0,
    constantFeatures: 0,
  };
  private bestScore = Number.NEGATIVE_INFINITY;

  /**
   * @param columns the training rows
   * @param payload for each row its repeats times two plus its label
   * @param payloadBits bits that the largest payload needs
   * @param options how many columns are drawn, and which splits are allowed
   */
  constructor(
    private readonly columns: RankedColumns,
    private readonly payload: Uint16Array,
    private readonly payloadBits: number,
    private readonly options: SplitOptions,
    private readonly draws: FeatureDraws,
  ) {
    this.threshold = Math.fround(options.featureThreshold);
    this.features = Int32Array.from({ length: columns.cols }, (_, j) => j);
    this.constants = new Int32Array(columns.cols);
    this.keys = new Int32Array(columns.rows);
    this.sorter = new KeySorter(columns.rows);
  }

  /**
   * The best split of the rows `rows[start..end)`; the object is overwritten by the next call.
   *
   * @param knownConstants the parent's `constantFeatures`
   */
  find(
    rows: Int32Array,
    start: number,
    end: number,
    counts: NodeCounts,
    knownConstants: number,
  ): NodeSplit {
    const { features, constants, best } = this;
    const { maxFeatures } = this.options;
    best.feature = -1;
    this.bestScore = Number.NEGATIVE_INFINITY;
    let undrawnEnd = features.length;
    let drawn = 0;
    let drawnConstants = 0;
    let foundConstants = 0;
    while (
      undrawnEnd > knownConstants + foundConstants &&
      (drawn < maxFeatures || drawn <= foundConstants + drawnConstants)
    ) {
      drawn++;
      let at = this.draws.between(drawnConstants, undrawnEnd - foundConstants);
      if (at < knownConstants) {
        swap(features, at, drawnConstants++);
        continue;
      }
      at += foundConstants;
      if (this.examine(features[at], rows, start, end, counts)) swap(features, at, --undrawnEnd);
      else swap(features, at, knownConstants + foundConstants++);
    }
    for (let j = 0; j < knownConstants; j++) features[j] = constants[j];
    best.constantFeatures = knownConstants + foundConstants;
    for (let j = knownConstants; j < best.constantFeatures; j++) constants[j] = features[j];
    return best;
  }

  /** Examines one column; false where it is constant among the node's rows. */
  private examine(
    feature: number,
    rows: Int32Array,
    start: number,
    end: number,
    counts: NodeCounts,
  ): boolean {
    const { columns, keys, payload, payloadBits } = this;
    const { ranks, values } = columns;
    const column = feature * columns.rows;
    const n = end - start;
    let smallest = ranks[column + rows[start]];
    let largest = smallest;
    for (let i = 0; i < n; i++) {
      const row = rows[start + i];
      const rank = ranks[column + row];
      if (rank < smallest) smallest = rank;
      else if (rank > largest) largest = rank;
      keys[i] = (rank << payloadBits) | payload[row];
    }
    const first = columns.starts[feature];
    if (values[first + largest] <= Math.fround(values[first + smallest] + this.threshold)) {
      return false;
    }
    this.sorter.sort(keys, n, payloadBits, smallest, largest);
    this.scan(feature, n, counts);
    return true;
  }

  /**
   * Tries every place between two sorted rows whose values differ.
   *
   * The score is scikit-learn's, rounding included. As it costs two divisions, a place is first held
   * against `bar`, just under the best score so far, by the same inequality multiplied out.
   */
  private scan(feature: number, n: number, { negatives, positives }: NodeCounts): void {
    const { keys, payloadBits, threshold, best } = this;
    const { minSamplesLeaf } = this.options;
    const { values, starts } = this.columns;
    const first = starts[feature];
    const total = negatives + positives;
    const payloadMask = (1 << payloadBits) - 1;
    let leftTotal = 0;
    let leftPositives = 0;
    let bar = justBelow(total + this.bestScore);
    let nextRank = keys[0] >> payloadBits;
    const lastLeft = n - minSamplesLeaf;
    for (let i = 1; i <= lastLeft; i++) {
      const repeatsAndLabel = keys[i - 1] & payloadMask;
      const repeats = repeatsAndLabel >> 1;
      leftTotal += repeats;
      leftPositives += repeats & -(repeatsAndLabel & 1);
      const rank = nextRank;
      nextRank = keys[i] >> payloadBits;
      if (nextRank === rank || i < minSamplesLeaf) continue;
      const leftNegatives = leftTotal - leftPositives;
      const rightTotal = total - leftTotal;
      const rightNegatives = negatives - leftNegatives;
      const rightPositives = positives - leftPositives;
      const purity =
        (leftNegatives * leftNegatives + leftPositives * leftPositives) * rightTotal +
        (rightNegatives * rightNegatives + rightPositives * rightPositives) * leftTotal;
      if (purity < bar * (leftTotal * rightTotal)) continue;
      const score =
        -rightTotal * gini(rightNegatives, rightPositives) -
        leftTotal * gini(leftNegatives, leftPositives);
      const value = values[first + rank];
      const nextValue = values[first + nextRank];
      if (score <= this.bestScore || nextValue <= Math.fround(value + threshold)) continue;
      this.bestScore = score;
      bar = justBelow(total + score);
      best.feature = feature;
      best.threshold = value / 2 + nextValue / 2;
      best.rank = rank;
      best.leftNegatives = leftNegatives;
      best.leftPositives = leftPositives;
    }
  }
}

/** Lower than a positive number by more than rounding can hide. */
function justBelow(value: number): number {
  return value * (1 - 1e-9);
}

function swap(values: Int32Array, i: number, j: number): void {
  const value = values[i];
  values[i] = values[j];
  values[j] = value;
}
