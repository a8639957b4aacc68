import { availableParallelism } from "node:os";
import type { Matrix } from "../../numeric/arrays";
import { piecesOf, runTask } from "../../numeric/workers";
import { checkScoring, checkTraining, requireFitted } from "../checks";
import type { Classifier } from "../classifier";
import { growTask } from "./growTask";
import { meanDecreaseInImpurity } from "./importances";
import { drawnFeatures, forestParameters, type RandomForestParameters } from "./parameters";
import { forestProbabilities } from "./predict";
import { rankColumns } from "./rankedColumns";
import { treeSeeds } from "./seeds";
import type { Tree } from "./tree";

/**
 * Below so many looks at a value (rows x drawn columns x trees, about .5 s) this thread grows all trees:
 * until a worker has started it takes .1 to .4 s.
 */
const WORTH_WORKERS = 3e6;

/**
 * A random forest for two classes: scikit-learn's `RandomForestClassifier` with Gini impurity, tree
 * for tree (same draws, same splits, same thresholds for the same `random_state`), whatever the
 * number of workers.
 *
 * Source: Breiman, "Random Forests" (2001); scikit-learn 1.9, and 1.6 with `feature_threshold: 0`.
 *
 * @example
 * const forest = new RandomForestClassifier({ n_estimators: 100, max_depth: 15, random_state: 42 });
 * await forest.fit(X, y);
 * const scores = forest.predictProba(X); // mean of the leaves' member shares
 */
export class RandomForestClassifier implements Classifier {
  /** The parameters in force. */
  readonly parameters: RandomForestParameters;
  private grown: readonly Tree[] = [];
  private cols: number | undefined;

  /** @throws RangeError naming a parameter that is unknown or out of range */
  constructor(parameters: Partial<RandomForestParameters> = {}) {
    this.parameters = forestParameters(parameters);
  }

  /**
   * Grows the forest.
   *
   * @param X one row per sample; read as float32, as scikit-learn does
   * @param onProgress called with the number of trees grown so far and of all trees
   */
  async fit(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    checkTraining(X, y);
    const { parameters: p } = this;
    const options = {
      maxDepth: p.max_depth,
      minSamplesSplit: p.min_samples_split,
      minSamplesLeaf: p.min_samples_leaf,
      maxFeatures: drawnFeatures(p.max_features, X.cols),
      featureThreshold: p.feature_threshold,
      bootstrap: p.bootstrap,
    };
    const seeds = treeSeeds(p.random_state, p.n_estimators);
    const looks = X.rows * options.maxFeatures * p.n_estimators;
    const wanted = p.n_jobs === -1 ? availableParallelism() : p.n_jobs;
    const workers = looks < WORTH_WORKERS ? 1 : Math.min(wanted, p.n_estimators);
    const make = () => {
      const columns = rankColumns(X);
      const labels = new Uint8Array(new SharedArrayBuffer(y.length));
      labels.set(y);
      const call = { columns, labels, seeds, pieces: piecesOf(seeds.length), options };
      const onTree = (done: number) => onProgress?.(done, p.n_estimators);
      return Array.from({ length: workers }, (_, k) => (k === 0 ? { ...call, onTree } : call));
    };
    const calls = { length: workers, make };
    const grown = (await runTask(growTask, calls, { workers, takesPart: true })).flat();
    const trees: Tree[] = new Array(seeds.length);
    for (const { index, tree } of grown) trees[index] = tree;
    this.grown = trees;
    onProgress?.(p.n_estimators, p.n_estimators);
    this.cols = X.cols;
  }

  /** The mean over the trees of the member share in each row's leaf. */
  predictProba(X: Matrix): Float64Array {
    checkScoring(X, this.cols);
    return forestProbabilities(this.grown, X);
  }

  /** The grown trees, in the order of their seeds; empty before `fit`. */
  get trees(): readonly Tree[] {
    return this.grown;
  }

  /**
   * Mean decrease in impurity of each column; they sum to 1 (scikit-learn's
   * `feature_importances_`).
   *
   * @throws Error before `fit`
   */
  get featureImportances(): Float64Array {
    return meanDecreaseInImpurity(this.grown, requireFitted(this.cols));
  }
}
