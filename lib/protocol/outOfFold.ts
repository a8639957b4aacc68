import { type Matrix, take, takeRows } from "../arrays";
import { type Classifier, StandardScaler, StratifiedKFold } from "../ensemble";
import { checkPredictors, checkPublicRows } from "./outOfFoldChecks";

/** How every public row gets a score from a model that has not seen it. */
export interface OutOfFoldOptions {
  /** 0 or 1 for each public row, 1 = member. */
  readonly membership: Uint8Array;
  /**
   * One row a public row, in the order of `membership`. A function is called for each fold with the
   * rows to fit on (ascending) and returns the columns of all public rows: what it fits, it fits on
   * those rows alone.
   */
  readonly predictors: Matrix | ((fitRows: Int32Array) => Matrix);
  /** A fresh, unfitted model for each fold. */
  readonly makeModel: () => Classifier;
  /** Whether the columns are standardised, by a scaler fitted on the fold's rows to fit on. */
  readonly scale: boolean;
  /** 5 unless given. */
  readonly folds?: number;
  /** Deals out the rows: an integer in 0 .. 2^32 - 1. */
  readonly seed: number;
  /** Called after each fold with the folds done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Scores of models that have not seen the rows they score, high = member. */
export interface OutOfFoldScores {
  /** One a public row, from the model of the fold that holds the row. */
  readonly scores: Float64Array;
  /** The fold of each public row, from 0. */
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
export async function outOfFoldScores(options: OutOfFoldOptions): Promise<OutOfFoldScores> {
  const { membership, predictors, folds = 5, seed, onProgress } = options;
  checkPublicRows(membership, folds);
  const kFold = new StratifiedKFold({ n_splits: folds, shuffle: true, random_state: seed });
  const scores = new Float64Array(membership.length);
  const foldOfRow = new Int32Array(membership.length);
  for (const [fold, { train, test }] of kFold.split(membership).entries()) {
    const X = typeof predictors === "function" ? predictors(train.slice()) : predictors;
    if (fold === 0 || typeof predictors === "function") checkPredictors(X, membership.length);
    const unseenScores = await fitAndScore(options, X, train, test);
    test.forEach((row, i) => {
      scores[row] = unseenScores[i];
      foldOfRow[row] = fold;
    });
    onProgress?.(fold + 1, folds);
  }
  return { scores, foldOfRow };
}

async function fitAndScore(
  { membership, makeModel, scale }: OutOfFoldOptions,
  X: Matrix,
  fitRows: Int32Array,
  unseenRows: Int32Array,
): Promise<Float64Array> {
  const fit = takeRows(X, fitRows);
  const unseen = takeRows(X, unseenRows);
  const model = makeModel();
  if (!scale) {
    await model.fit(fit, take(membership, fitRows));
    return model.predictProba(unseen);
  }
  const scaler = new StandardScaler().fit(fit);
  await model.fit(scaler.transform(fit), take(membership, fitRows));
  return model.predictProba(scaler.transform(unseen));
}
