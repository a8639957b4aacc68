import { attackModels, type Classifier, makeModel } from "../../ensemble";
import type { ModelName } from "./reported";

/**
 * The three attack models with the published settings, fresh and unfitted.
 *
 * @param seed of all three, 42 in the published notebook
 * @example
 * await publishedModels(42).RF.fit(X, membership);
 */
export function publishedModels(seed: number): Record<ModelName, Classifier> {
  const { RF, LightGBM, MLP } = attackModels(seed).published;
  return { RF: makeModel(RF), LightGBM: makeModel(LightGBM), MLP: makeModel(MLP) };
}
