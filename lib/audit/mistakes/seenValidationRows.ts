import { StandardScaler } from "../../ensemble";
import type { PredictorColumns } from "../../features";
import { publishedTen } from "../../features";
import { publishedLira } from "../../lira";
import { byMembership } from "../../metrics";
import { fromColumns, take, takeRows } from "../../numeric/arrays";
import { publishedModels } from "../published/models";
import { type Cost, costIn } from "./cost";

/** The published attack's data and what it found with mistake d. */
export interface SeenRows {
  /** The published ten of all public rows. */
  readonly columns: PredictorColumns;
  readonly membership: Uint8Array;
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** By model: raw scores of the validation rows. */
  readonly raw: Readonly<Record<string, Float64Array>>;
}

/**
 * Mistake d: scaler and Gaussians have seen the validation rows. The published models trained
 * again without that, on the same rows.
 *
 * @throws RangeError as the scaler and the models do
 * @example
 * showTable(await seenValidationRows({ columns, membership, train, test, raw }, { seed: 42 }));
 */
export async function seenValidationRows(
  { columns, membership, train, test, raw }: SeenRows,
  options: { readonly seed: number },
): Promise<Cost[]> {
  const confidence = columns.true_class_prob;
  const gaussians = publishedLira.fit(byMembership(confidence, membership, train));
  const classes = Object.keys(columns).filter((name) => name.startsWith("prob_")).length;
  const ten = publishedTen(classes).map((name) => columns[name]);
  const X = fromColumns([...ten, publishedLira.score(gaussians, confidence)]);
  const scaler = new StandardScaler().fit(takeRows(X, train));
  const [learnt, unseen] = [train, test].map((rows) => scaler.transform(takeRows(X, rows)));
  const known = take(membership, test);
  const costs: Cost[] = [];
  for (const [model, made] of Object.entries(publishedModels(options.seed))) {
    await made.fit(learnt, take(membership, train));
    const pair = { published: raw[model], corrected: made.predictProba(unseen) };
    const subject = { mistake: "d", model, membership: known, ...pair };
    costs.push(...costIn(["AUC", "TPR@5%"], subject, options));
  }
  return costs;
}
