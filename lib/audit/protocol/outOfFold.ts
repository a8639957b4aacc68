import { availableParallelism } from "node:os";
import {
  type Classifier,
  type Split,
  StandardScaler,
  StratifiedKFold,
  sideBySide,
} from "../../ensemble";
import { type Matrix, take, takeRows } from "../../numeric/arrays";
import { checkPredictors, checkPublicRows } from "./outOfFoldChecks";

/** How every public row gets a score from models that have not seen it. */
interface FoldOptions {
  /** 0 or 1 for each public row, 1 = member. */
  readonly membership: Uint8Array;
  /**
   * One row a public row, in the order of `membership`. A function is called for each fold with the
   * rows to fit on (ascending) and returns the columns of all public rows: what it fits, it fits on
   * those rows alone.
   */
  readonly predictors: Matrix | ((fitRows: Int32Array) => Matrix);
  /** Whether the columns are standardised, by a scaler fitted on the fold's rows to fit on. */
  readonly scale: boolean;
  /** 5 unless given. */
  readonly folds?: number;
  /** Deals out the rows: an integer in 0 .. 2^32 - 1. */
  readonly seed: number;
  /** Called after each fit with the fits done and their number: folds times models. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One kind of model. */
export interface OutOfFoldOptions extends FoldOptions {
  /** A fresh, unfitted model for each fold. */
  readonly makeModel: () => Classifier;
}

/** Several kinds of models, which share folds and predictors. */
export interface OutOfFoldModelsOptions extends FoldOptions {
  /** By name: a fresh, unfitted model for each fold. */
  readonly models: Readonly<Record<string, () => Classifier>>;
}

/** Scores of models that have not seen the rows they score, high = member. */
export interface OutOfFoldScores {
  /** One a public row, from the model of the fold that holds the row. */
  readonly scores: Float64Array;
  /** The fold of each public row, from 0. */
  readonly foldOfRow: Int32Array;
}

/** Scores by model, each as {@link OutOfFoldScores} has them. */
export interface OutOfFoldModels {
  readonly scores: Readonly<Record<string, Float64Array>>;
  readonly foldOfRow: Int32Array;
}

/**
 * Scores every public row with a model that has not seen it: rows are dealt into folds with equal
 * shares of members, and each fold is scored by a scaler and a model fitted on the other folds.
 *
 * Folds are stratified by membership only. To stratify by class as well would tell each model the
 * share of members of a class in the fold that it scores. Of two rows in different folds each helps
 * to score the other: where the AUC is near .5 an interval that takes the models as given, DeLong's
 * for one, is too narrow, by up to the root of 2.
 *
 * @throws RangeError if a class has fewer rows than there are folds, or if the predictors have another
 *   number of rows or hold a number that is not finite (with its row and column)
 * @see Stone, Cross-validatory choice and assessment of statistical predictions (1974)
 * @example
 * const { scores } = await outOfFoldScores({
 *   membership, predictors: X, scale: true, seed: 42,
 *   makeModel: () => new LGBMClassifier({ max_depth: 4 }),
 * });
 */
export async function outOfFoldScores({
  makeModel,
  ...options
}: OutOfFoldOptions): Promise<OutOfFoldScores> {
  const { scores, foldOfRow } = await outOfFoldModels({ ...options, models: { one: makeModel } });
  return { scores: scores.one, foldOfRow };
}

/**
 * {@link outOfFoldScores} for several models on the same folds: predictors that are fitted for each
 * fold are fitted once for all of them, and one fold after the other, since they may be large; else as many
 * folds are worked on at once as there are cores. When a fit fails no further fold is begun.
 *
 * @throws as {@link outOfFoldScores}
 * @example
 * const { scores } = await outOfFoldModels({
 *   membership, predictors: foldPredictors(groups, publicSet), scale: true, seed: 42,
 *   models: { boosting: () => new LGBMClassifier({ num_leaves: 7 }), spline: () => new SplineLogisticRegression() },
 * });
 */
export async function outOfFoldModels(options: OutOfFoldModelsOptions): Promise<OutOfFoldModels> {
  const { membership, predictors, models, folds = 5, seed, onProgress } = options;
  checkPublicRows(membership, folds);
  const kFold = new StratifiedKFold({ n_splits: folds, shuffle: true, random_state: seed });
  const names = Object.keys(models);
  const scores = Object.fromEntries(
    names.map((name) => [name, new Float64Array(membership.length)]),
  );
  const foldOfRow = new Int32Array(membership.length);
  const isLearnt = typeof predictors === "function";
  if (!isLearnt) checkPredictors(predictors, membership.length);
  const fitAll = isLearnt ? inTurn : sideBySide;
  let done = 0;
  const ofFold = async (fold: number, { train, test }: Split): Promise<void> => {
    const X = isLearnt ? predictors(train.slice()) : predictors;
    if (isLearnt && fold === 0) checkPredictors(X, membership.length);
    const [fit, unseen] = fitAndUnseen(X, train, test, options.scale);
    const known = take(membership, train);
    const fresh: Record<string, Classifier> = {};
    for (const name of names) fresh[name] = models[name]();
    await fitAll(fresh, async (model, name) => {
      await model.fit(fit, known);
      model.predictProba(unseen).forEach((score, i) => {
        scores[name][test[i]] = score;
      });
      onProgress?.(++done, folds * names.length);
    });
    for (const row of test) foldOfRow[row] = fold;
  };
  const waiting = [...kFold.split(membership).entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [fold, split] = next;
      await ofFold(fold, split).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: isLearnt ? 1 : availableParallelism() }, lane));
  return { scores, foldOfRow };
}

async function inTurn(
  models: Readonly<Record<string, Classifier>>,
  work: (model: Classifier, name: string) => Promise<void>,
): Promise<void> {
  for (const [name, model] of Object.entries(models)) await work(model, name);
}

function fitAndUnseen(
  X: Matrix,
  fitRows: Int32Array,
  unseenRows: Int32Array,
  scale: boolean,
): [Matrix, Matrix] {
  const [fit, unseen] = [takeRows(X, fitRows), takeRows(X, unseenRows)];
  if (!scale) return [fit, unseen];
  const scaler = new StandardScaler().fit(fit);
  return [scaler.transform(fit), scaler.transform(unseen)];
}
