import {
  attackModels,
  type Classifier,
  type MakeOptions,
  type ModelSpec,
  makeModel,
} from "../../ensemble";
import type { ModelName } from "./reported";

/**
 * The three attack models with the published settings, fresh and unfitted.
 *
 * @param seed of all three, 42 in the published notebook
 * @param options.dtype what the network computes in, "float64" unless given; the published one takes
 *   float32, and so should the columns, by `toFloat32`, of all three
 * @example
 * await publishedModels(42).RF.fit(X, membership);
 * const { MLP } = publishedModels(42, { dtype: "float32" });
 */
export function publishedModels(
  seed: number,
  options: Pick<MakeOptions, "dtype"> = {},
): Record<ModelName, Classifier> {
  const { RF, LightGBM, MLP } = attackModels(seed).published;
  const make = (spec: ModelSpec) => makeModel(spec, options);
  return { RF: make(RF), LightGBM: make(LightGBM), MLP: make(MLP) };
}
