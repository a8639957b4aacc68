import type { SplitTree } from "../trees";

/** A regression tree; each leaf's value is what it adds to the log-odds. */
export interface Tree extends SplitTree {
  /** Gain of each node's split, rounded to float32 as LightGBM keeps it. */
  readonly gain: Float32Array;
}

/**
 * Builds a tree split by split. Leaves are numbered as they come: a split leaf's left child keeps its
 * number, the right child takes the next one.
 *
 * @example
 * const builder = new TreeBuilder(31);
 * builder.addNode(0, 3, 0.5, 12.5);
 * builder.build([-0.1, 0.1]);
 */
export class TreeBuilder {
  private nodes = 0;
  private readonly feature: Int32Array;
  private readonly threshold: Float64Array;
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly gain: Float32Array;
  /** The node above each leaf. */
  private readonly parent: Int32Array;

  constructor(mostLeaves: number) {
    this.feature = new Int32Array(mostLeaves - 1);
    this.threshold = new Float64Array(mostLeaves - 1);
    this.left = new Int32Array(mostLeaves - 1);
    this.right = new Int32Array(mostLeaves - 1);
    this.gain = new Float32Array(mostLeaves - 1);
    this.parent = new Int32Array(mostLeaves).fill(-1);
  }

  /** Puts a node in place of a leaf. */
  addNode(leaf: number, feature: number, threshold: number, gain: number): void {
    const node = this.nodes++;
    const right = node + 1;
    const above = this.parent[leaf];
    if (above >= 0) {
      if (this.left[above] === ~leaf) this.left[above] = node;
      else this.right[above] = node;
    }
    this.feature[node] = feature;
    this.threshold[node] = threshold;
    this.gain[node] = gain;
    this.left[node] = ~leaf;
    this.right[node] = ~right;
    this.parent[leaf] = node;
    this.parent[right] = node;
  }

  /** The tree with the given leaf values. */
  build(values: readonly number[]): Tree {
    const { nodes } = this;
    return {
      feature: this.feature.slice(0, nodes),
      threshold: this.threshold.slice(0, nodes),
      left: this.left.slice(0, nodes),
      right: this.right.slice(0, nodes),
      gain: this.gain.slice(0, nodes),
      value: Float64Array.from(values),
    };
  }
}
