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
 * @param options.dtype what the network computes in, "float64" unless given; the published one takes
 *   float32, and so should the columns, by `toFloat32`, of all three; `n_jobs`: worker threads
 * @example
 * await publishedModels(42).RF.fit(X, membership);
 * const { MLP } = publishedModels(42, { dtype: "float32" });
 */
export function publishedModels(
  seed: number,
  options: Pick<MakeOptions, "dtype" | "n_jobs"> = {},
): Record<PublishedName, Classifier> {
  const specs = Object.entries<ModelSpec>(attackModels(seed).published);
  const models = specs.map(([name, spec]) => [name, makeModel(spec, options)]);
  return Object.fromEntries(models) as Record<PublishedName, Classifier>;
}
