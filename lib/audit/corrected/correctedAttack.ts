import { type PublishedName, sideBySide } from "../../ensemble";
import type { PredictorColumns } from "../../features";
import { publishedModels } from "../published/models";
import { fitOnRows } from "./fitOnRows";
import { fitCorrectedPredictors } from "./fitPredictors";

/**
 * The published models without the mistakes: the ten features, phi and the corrected likelihood
 * ratio, with Gaussians, scaler and models that see the fit rows alone.
 *
 * @param rows.columns the published ten and phi of all rows
 * @param rows.membership 0 or 1 for each row; only that of the fit rows is looked at
 * @param rows.fit numbers of the rows to learn from
 * @returns raw scores of all rows by model, high = member; those of the fit rows say nothing
 * @throws RangeError as the Gaussians, the scaler and the models do
 * @example
 * const corrected = await correctedAttack({ columns, membership, fit: parts.fit }, { seed: 42 });
 * take(corrected.MLP, parts.report);
 */
export async function correctedAttack(
  rows: {
    readonly columns: PredictorColumns;
    readonly membership: Uint8Array;
    readonly fit: Int32Array;
  },
  { seed }: { readonly seed: number },
): Promise<Record<PublishedName, Float64Array>> {
  const { columns, membership, fit } = rows;
  const X = fitCorrectedPredictors(columns, membership, fit).of(columns);
  return sideBySide(publishedModels(seed), async (model) =>
    (await fitOnRows(model, X, membership, fit)).score(X),
  );
}
