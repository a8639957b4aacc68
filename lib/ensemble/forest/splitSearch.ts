import { BEST } from "./scanKernel";
import type { FeatureDraws } from "./seeds";
import type { Workspace } from "./workspace";

/** Which splits are looked for. */
export interface SplitOptions {
  /** Columns drawn for each split. */
  readonly maxFeatures: number;
  /** Least number of distinct rows on each side. */
  readonly minSamplesLeaf: number;
  /** Values that differ by no more than this are not split from each other. */
  readonly featureThreshold: number;
}

/** Rows of a node: where they lie, and how many there are of each class, repeats counted. */
interface NodeRows {
  readonly start: number;
  readonly end: number;
  readonly negatives: number;
  readonly positives: number;
}

/** A split of a node; `feature` is -1 where none was found. */
export interface NodeSplit {
  readonly feature: number;
  readonly threshold: number;
  /** Rows that stand here or before it in the column's order go left. */
  readonly position: number;
  readonly leftNegatives: number;
  readonly leftPositives: number;
  /** Columns known to be constant in the node, and so in all nodes below it. */
  readonly constantFeatures: number;
}

/** Up to so many rows are sorted by counting. */
const FEW = 48;

/** More rows are sorted by way of a set if it has at most so many words a row, else by digits. */
const WORDS_A_ROW = 8;

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

  /**
   * @param workspace with the tree's rows and, in each column's order, their bytes
   * @param options how many columns are drawn, and which splits are allowed
   */
  constructor(
    private readonly workspace: Workspace,
    private readonly options: SplitOptions,
    private readonly draws: FeatureDraws,
  ) {
    const { cols } = workspace.columns;
    this.threshold = Math.fround(options.featureThreshold);
    this.features = Int32Array.from({ length: cols }, (_, j) => j);
    this.constants = new Int32Array(cols);
  }

  /**
   * The best split of a node.
   *
   * @param knownConstants the parent's `constantFeatures`
   */
  find(node: NodeRows, knownConstants: number): NodeSplit {
    const { features, constants } = this;
    const { maxFeatures } = this.options;
    const { best } = this.workspace;
    best.setFloat64(BEST.score, Number.NEGATIVE_INFINITY, true);
    best.setInt32(BEST.feature, -1, true);
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
      if (this.examine(features[at], node)) swap(features, at, --undrawnEnd);
      else swap(features, at, knownConstants + foundConstants++);
    }
    for (let j = 0; j < knownConstants; j++) features[j] = constants[j];
    const constantFeatures = knownConstants + foundConstants;
    for (let j = knownConstants; j < constantFeatures; j++) constants[j] = features[j];
    return this.result(constantFeatures);
  }

  /** Examines one column; false where it is constant among the node's rows. */
  private examine(feature: number, { start, end, negatives, positives }: NodeRows): boolean {
    const { kernels, address, values, columns, found } = this.workspace;
    kernels.gatherPositions(
      address.rows + 4 * start,
      address.rows + 4 * end,
      address.positions(feature),
      address.gathered,
      address.found,
    );
    const [first, last] = found;
    const column = feature * columns.rows;
    if (values[column + last] <= Math.fround(values[column + first] + this.threshold)) return false;
    const n = end - start;
    const sorted = this.sort(n, first, last);
    const { minSamplesLeaf } = this.options;
    kernels.scanSplits(
      sorted,
      sorted + 4 * (n - minSamplesLeaf - 1),
      sorted + 4 * minSamplesLeaf,
      address.orderedBytes(feature),
      address.values(feature),
      address.entries,
      address.best,
      feature,
      negatives,
      positives,
      this.threshold,
    );
    return true;
  }

  /** Sorts the gathered positions and says where they then lie. */
  private sort(n: number, first: number, last: number): number {
    const { kernels, address, gathered, sorter } = this.workspace;
    const { gathered: from, sorted: to, set, list } = address;
    if (n <= FEW) {
      kernels.sortByCounting(from, from + 4 * n, to);
      return to;
    }
    if ((last >> 6) - (first >> 6) < WORDS_A_ROW * n) {
      kernels.sortBySet(from, from + 4 * n, to, set, list, first, last);
      return to;
    }
    sorter.sort(gathered, n, 0, first, last);
    return from;
  }

  private result(constantFeatures: number): NodeSplit {
    const { best, values, columns } = this.workspace;
    const feature = best.getInt32(BEST.feature, true);
    const position = best.getInt32(BEST.left, true);
    const column = feature * columns.rows;
    return {
      feature,
      threshold:
        values[column + position] / 2 + values[column + best.getInt32(BEST.right, true)] / 2,
      position,
      leftNegatives: best.getFloat64(BEST.leftNegatives, true),
      leftPositives: best.getFloat64(BEST.leftPositives, true),
      constantFeatures,
    };
  }
}

function swap(values: Int32Array, i: number, j: number): void {
  const value = values[i];
  values[i] = values[j];
  values[j] = value;
}
