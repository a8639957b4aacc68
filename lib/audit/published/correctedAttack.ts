import { StandardScaler } from "../../ensemble";
import type { FeatureTable } from "../../features";
import { correctedLira } from "../../lira";
import { fromColumns, type Matrix, take, takeRows } from "../../numeric/arrays";
import { publishedModels } from "./models";
import type { ModelName } from "./reported";

/**
 * The published models without the mistakes: the ten features, phi and the corrected likelihood
 * ratio, with Gaussians, scaler and models that see the fit rows alone.
 *
 * @param rows.features ten features of all rows
 * @param rows.membership 0 or 1 for each row; only that of the fit rows is looked at
 * @param rows.fit numbers of the rows to learn from
 * @returns raw scores of all rows by model, high = member; those of the fit rows say nothing
 * @throws RangeError as the Gaussians, the scaler and the models do
 * @example
 * const corrected = await correctedAttack({ features, membership, fit: parts.fit }, { seed: 42 });
 * take(corrected.MLP, parts.report);
 */
export async function correctedAttack(
  rows: {
    readonly features: FeatureTable;
    readonly membership: Uint8Array;
    readonly fit: Int32Array;
  },
  { seed }: { readonly seed: number },
): Promise<Record<ModelName, Float64Array>> {
  const { features, membership, fit } = rows;
  const X = predictors(features, membership, fit);
  const scaler = new StandardScaler().fit(takeRows(X, fit));
  const [learnt, all] = [scaler.transform(takeRows(X, fit)), scaler.transform(X)];
  const models = publishedModels(seed);
  for (const model of Object.values(models)) await model.fit(learnt, take(membership, fit));
  const scores = (name: ModelName) => models[name].predictProba(all);
  return { RF: scores("RF"), LightGBM: scores("LightGBM"), MLP: scores("MLP") };
}

function predictors({ columns }: FeatureTable, membership: Uint8Array, rows: Int32Array): Matrix {
  const { phi, ...ten } = columns;
  const of = (member: number) =>
    take(
      phi,
      rows.filter((row) => membership[row] === member),
    );
  const gaussians = correctedLira.fit({ memberPhi: of(1), nonMemberPhi: of(0) });
  return fromColumns([...Object.values(ten), phi, correctedLira.score(gaussians, phi)]);
}
