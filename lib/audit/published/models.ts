import {
  attackModels,
  type Classifier,
  type MakeOptions,
  type ModelSpec,
  makeModel,
  type PublishedName,
} from "../../ensemble";

/**
 * The three attack models with the published settings, fresh and unfitted.
 *
 * @param seed of all three, 42 in the published notebook
 * @param options.dtype what the network computes in, float32 as published unless given; `n_jobs`:
 *   worker threads
 * @example
 * await publishedModels(42).RF.fit(X, membership);
 * const { MLP } = publishedModels(42, { dtype: "float64" });
 */
export function publishedModels(
  seed: number,
  options: Pick<MakeOptions, "dtype" | "n_jobs"> = {},
): Record<PublishedName, Classifier> {
  const specs = Object.entries<ModelSpec>(attackModels(seed).published);
  const models = specs.map(([name, spec]) => [name, makeModel(spec, options)]);
  return Object.fromEntries(models) as Record<PublishedName, Classifier>;
}
