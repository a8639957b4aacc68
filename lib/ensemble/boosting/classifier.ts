import type { Matrix } from "../../numeric/arrays";
import { checkScoring, checkTraining, requireFitted } from "../checks";
import type { Classifier } from "../classifier";
import { TreeWalker } from "../trees";
import { boost } from "./boost";
import { type FeatureImportance, featureImportance } from "./importance";
import { type LGBMParameters, lgbmParameters } from "./parameters";
import type { Tree } from "./tree";

const walker = new TreeWalker("f64");

/**
 * Gradient boosted trees as LightGBM grows them: the same bins, the same order of every sum, so that
 * predictions equal LightGBM 4.7's own to rounding. Columns are numbers without missing values; every
 * row is looked at for the bins (LightGBM looks at 200,000 at most).
 *
 * @throws RangeError naming a parameter that is unknown or out of range
 * @example
 * const model = new LGBMClassifier({ n_estimators: 200, max_depth: 15, learning_rate: 0.05 });
 * await model.fit(X, y);
 * model.predictProba(X);
 */
export class LGBMClassifier implements Classifier {
  private readonly parameters: LGBMParameters;
  private trees: readonly Tree[] = [];
  private cols: number | undefined;

  /**
   * @param parameters named as in LightGBM's scikit-learn class
   * @param options onProgress is told after each tree how many are done, of how many
   */
  constructor(
    parameters: Partial<LGBMParameters> = {},
    private readonly options: { onProgress?: (done: number, total: number) => void } = {},
  ) {
    this.parameters = lgbmParameters(parameters);
  }

  async fit(X: Matrix, y: Uint8Array): Promise<void> {
    checkTraining(X, y, 2 * this.parameters.min_child_samples);
    this.trees = await boost(X, y, this.parameters, this.options.onProgress);
    this.cols = X.cols;
  }

  /** The log-odds of each row, as LightGBM's `predict(X, raw_score=True)`. */
  predictRaw(X: Matrix): Float64Array {
    checkScoring(X, this.cols);
    return walker.sum(this.trees, (tree) => tree, X);
  }

  predictProba(X: Matrix): Float64Array {
    return this.predictRaw(X).map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
  }

  /**
   * How often each column was split on, and how much those splits gained together.
   *
   * @throws Error before `fit`
   */
  featureImportances(): FeatureImportance {
    return featureImportance(this.trees, requireFitted(this.cols));
  }
}
