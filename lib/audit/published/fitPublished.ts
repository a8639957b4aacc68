import {
  type Classifier,
  type MakeOptions,
  type PublishedName,
  StandardScaler,
  sideBySide,
  toFloat32,
  trainTestSplit,
} from "../../ensemble";
import { type PredictorColumns, publishedTen } from "../../features";
import { publishedLira } from "../../lira";
import { byMembership } from "../../metrics";
import { fromColumns, type Matrix, take, takeRows } from "../../numeric/arrays";
import { publishedModels } from "./models";

/** One score a row by model, high = member. */
export type ScoresByModel = Record<PublishedName, Float64Array>;

/** How the published attack is trained. */
export interface PublishedOptions extends Pick<MakeOptions, "dtype" | "n_jobs"> {
  readonly seed: number;
  /** The only models to train; all three unless given. */
  readonly names?: readonly PublishedName[];
}

/** The published attack, trained. */
export interface FittedAttack {
  /** Raw scores of rows as they would be handed in: the scaler fitted again on them (mistake b). */
  readonly refitted: (rows: Int32Array) => ScoresByModel;
  /** Raw scores of rows through the scaler that the models were trained with. */
  readonly frozen: (rows: Int32Array) => ScoresByModel;
}

/** Rows with known membership to learn from. */
export interface TaughtRows {
  /** The published ten of all rows, as `publishedFeatures` gives them. */
  readonly columns: PredictorColumns;
  /** 0 or 1 for each row, 1 = member; only that of the rows to learn from is looked at. */
  readonly membership: Uint8Array;
  /** Numbers of the rows to learn from. */
  readonly taught: Int32Array;
}

/**
 * Trains the published models as the published code does: its Gaussians and its scaler see all rows
 * that it learns from, its models 80 % of them. Columns are scaled in float64 and cast to float32.
 *
 * @param rows what is learnt from
 * @param options `dtype`: "float64" computes it without the cast, to see what float32 costs or saves
 * @throws RangeError as the Gaussians, the scaler and the models do
 * @example
 * const attack = await fitPublished({ columns, membership, taught }, { seed: 42 });
 * attack.frozen(judged).RF;
 */
export async function fitPublished(
  { columns, membership, taught }: TaughtRows,
  { seed, dtype = "float32", n_jobs, names }: PublishedOptions,
): Promise<FittedAttack> {
  const X = publishedPredictors(columns, membership, taught);
  const scaler = new StandardScaler().fit(takeRows(X, taught));
  const { train } = trainTestSplit(taught.length, { test_size: 0.2, random_state: seed });
  const learnt = take(taught, train);
  const made = publishedModels(seed, { dtype, n_jobs });
  const models = Object.entries(made).filter(
    ([name]) => names?.includes(name as PublishedName) ?? true,
  );
  const scaled = (rows: Int32Array, by: StandardScaler) => {
    const columns = by.transform(takeRows(X, rows));
    return dtype === "float32" ? toFloat32(columns) : columns;
  };
  const known = take(membership, learnt);
  const seen = scaled(learnt, scaler);
  const fit = (model: Classifier) => model.fit(seen, known);
  if (n_jobs === 1) for (const [, model] of models) await fit(model);
  else await sideBySide(Object.fromEntries(models), fit);
  const scores = (rows: Matrix) => {
    const byModel = models.map(([name, model]) => [name, model.predictProba(rows)]);
    return Object.fromEntries(byModel) as ScoresByModel;
  };
  return {
    refitted: (rows) => scores(scaled(rows, new StandardScaler().fit(takeRows(X, rows)))),
    frozen: (rows) => scores(scaled(rows, scaler)),
  };
}

/**
 * The published ten and the published LiRA score, its Gaussians fitted on some rows.
 *
 * @param rows the rows to fit on; all unless given
 * @throws RangeError as `publishedLira.fit`
 * @example
 * publishedPredictors(columns, membership).cols; // K + 10
 */
export function publishedPredictors(
  columns: PredictorColumns,
  membership: Uint8Array,
  rows?: Int32Array,
): Matrix {
  const confidence = columns.true_class_prob;
  const gaussians = publishedLira.fit(byMembership(confidence, membership, rows));
  const classes = Object.keys(columns).filter((name) => name.startsWith("prob_")).length;
  return fromColumns([
    ...publishedTen(classes).map((name) => columns[name]),
    publishedLira.score(gaussians, confidence),
  ]);
}
