import { StandardScaler, trainTestSplit } from "../../ensemble";
import { type PredictorColumns, publishedTen } from "../../features";
import { publishedLira } from "../../lira";
import { byMembership } from "../../metrics";
import { fromColumns, type Matrix, take, takeRows } from "../../numeric/arrays";
import { publishedModels } from "./models";
import type { ModelName } from "./reported";

/** Rows with known membership to learn from, and rows to score as if theirs were not known. */
export interface AttackRows {
  /** The published ten of all rows. */
  readonly columns: PredictorColumns;
  /** 0 or 1 for each row, 1 = member; only that of the rows to learn from is looked at. */
  readonly membership: Uint8Array;
  /** Numbers of the rows to learn from. */
  readonly taught: Int32Array;
  /** Numbers of the rows to score. */
  readonly judged: Int32Array;
}

/**
 * The published recipe with its defects, given some public rows as if they were private: what it
 * would have handed in for them. Its Gaussians and its scaler see all rows that it learns from, its
 * models 80 % of them; the scaler is fitted again on the rows to score (mistake b), and the scores
 * are the raw ones (mistake a).
 *
 * @returns one score for each of `judged` by model, high = member
 * @throws RangeError as the Gaussians, the scaler and the models do
 * @example
 * const handedIn = await publishedAttack({ columns, membership, taught, judged }, { seed: 42 });
 * rocAuc(take(membership, judged), handedIn.MLP);
 */
export async function publishedAttack(
  { columns, membership, taught, judged }: AttackRows,
  { seed }: { readonly seed: number },
): Promise<Record<ModelName, Float64Array>> {
  const X = predictors(columns, membership, taught);
  const [learnt, unseen] = [taught, judged].map((rows) => scaledByItself(takeRows(X, rows)));
  const { train } = trainTestSplit(taught.length, { test_size: 0.2, random_state: seed });
  const y = take(take(membership, taught), train);
  const models = publishedModels(seed);
  for (const model of Object.values(models)) await model.fit(takeRows(learnt, train), y);
  const scores = (name: ModelName) => models[name].predictProba(unseen);
  return { RF: scores("RF"), LightGBM: scores("LightGBM"), MLP: scores("MLP") };
}

/** The published ten and the published LiRA score, its Gaussians fitted on the given rows. */
function predictors(columns: PredictorColumns, membership: Uint8Array, rows: Int32Array): Matrix {
  const confidence = columns.true_class_prob;
  const gaussians = publishedLira.fit(byMembership(confidence, membership, rows));
  const classes = Object.keys(columns).filter((name) => name.startsWith("prob_")).length;
  return fromColumns([
    ...publishedTen(classes).map((name) => columns[name]),
    publishedLira.score(gaussians, confidence),
  ]);
}

function scaledByItself(X: Matrix): Matrix {
  return new StandardScaler().fit(X).transform(X);
}
