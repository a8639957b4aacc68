import {
  type Classifier,
  LGBMClassifier,
  MLPClassifier,
  RandomForestClassifier,
} from "../../ensemble";
import type { ModelName } from "./reported";

/**
 * The three attack models with the published settings, fresh and unfitted.
 *
 * @param seed of all three, 42 in the published notebook
 * @example
 * await publishedModels(42).RF.fit(X, membership);
 */
export function publishedModels(seed: number): Record<ModelName, Classifier> {
  return {
    RF: new RandomForestClassifier({
      n_estimators: 100,
      max_depth: 15,
      min_samples_split: 5,
      random_state: seed,
      n_jobs: -1,
    }),
    LightGBM: new LGBMClassifier({
      n_estimators: 200,
      max_depth: 15,
      learning_rate: 0.05,
      random_state: seed,
    }),
    MLP: new MLPClassifier({ hidden_layer_sizes: [64, 32], max_iter: 100, random_state: seed }),
  };
}
