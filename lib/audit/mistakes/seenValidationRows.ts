import { StandardScaler, sideBySide } from "../../ensemble";
import type { PredictorColumns } from "../../features";
import { take, takeRows } from "../../numeric/arrays";
import { publishedModels, publishedPredictors, scaledAndCast } from "../published";
import { type Cost, costIn, ofEachModel } from "./cost";

/** The published attack's data and what it found with mistake d. */
export interface SeenRows {
  /** The published ten of all public rows. */
  readonly columns: PredictorColumns;
  readonly membership: Uint8Array;
  /** By model, on one split: the rows that it was taught, the validation rows, and their raw scores. */
  readonly results: Readonly<Record<string, PublishedResult>>;
}

interface PublishedResult {
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly raw: Float64Array;
}

/**
 * Mistake d: scaler and Gaussians have seen the validation rows. The published models trained
 * again without that, on the same rows.
 *
 * @throws RangeError as the scaler and the models do
 * @example
 * showTable(await seenValidationRows({ columns, membership, results }, { seed: 42 }));
 */
export async function seenValidationRows(
  { columns, membership, results }: SeenRows,
  options: { readonly seed: number },
): Promise<Cost[]> {
  const [{ train, test }] = Object.values(results);
  const X = publishedPredictors(columns, membership, train);
  const scaler = new StandardScaler().fit(takeRows(X, train));
  const [learnt, unseen] = [train, test].map((rows) => scaledAndCast(takeRows(X, rows), scaler));
  const known = take(membership, test);
  const models = publishedModels(options.seed);
  const corrected = await sideBySide(models, async (model) => {
    await model.fit(learnt, take(membership, train));
    return model.predictProba(unseen);
  });
  const raw = Object.entries(results).map(([name, result]) => [name, result.raw]);
  return ofEachModel(Object.fromEntries(raw), corrected).flatMap((pair) =>
    costIn(["AUC", "TPR@5%"], { mistake: "d", membership: known, ...pair }, options),
  );
}
