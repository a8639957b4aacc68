import type { Matrix } from "../../numeric/arrays";
import type { ModelSpec } from "../models";
import { StandardScaler } from "../scaler";
import { StratifiedKFold } from "../stratifiedKFold";
import { type FitOptions, fitSplits, fitsOf } from "./fits";
import { type FittedModel, predictFitted } from "./fitTask";
import { meanInLogOdds } from "./logOdds";
import type { ScoredSplit } from "./rowsToFit";

/**
 * Fits every model, each of its seeds, on all rows.
 *
 * @returns for each model the fitted model of each seed
 * @example
 * const fitted = await fitAll([{ model: "LGBMClassifier" }], X, y, { n_jobs: -1 });
 */
export async function fitAll(
  specs: readonly ModelSpec[],
  X: Matrix,
  y: Uint8Array,
  options: FitOptions,
): Promise<FittedModel[][]> {
  const fits = fitsOf(specs);
  const fitRows = Int32Array.from({ length: X.rows }, (_, i) => i);
  const split = () => ({ X, y, fitRows, scoreRows: new Int32Array() });
  const [results] = await fitSplits(fits, [split], true, options);
  const standard = specs.some(({ scale }) => scale) ? new StandardScaler().fit(X) : null;
  const fitted = fits.map(({ spec, seed }, k) => {
    const scaler = spec.scale ? standard : null;
    return { spec, seed, model: results[k].model as object, scaler };
  });
  return specs.map((_, model) => fitted.filter((_fit, k) => fits[k].model === model));
}

/**
 * P(y = 1) of every row by models that have not seen it: rows are dealt into stratified folds, and
 * each fold is scored by models fitted on the others, seeds averaged in log-odds.
 *
 * @param cv number of folds
 * @param random_state deals out the rows
 * @returns [models][rows]
 * @throws RangeError if a label has fewer rows than there are folds
 * @see Wolpert, Stacked generalization (1992)
 * @example
 * const [boosting] = await outOfFoldProbabilities([spec], X, y, 5, 42, { n_jobs: -1 });
 */
export async function outOfFoldProbabilities(
  specs: readonly ModelSpec[],
  X: Matrix,
  y: Uint8Array,
  cv: number,
  random_state: number,
  options: FitOptions,
): Promise<Float64Array[]> {
  const folds = new StratifiedKFold({ n_splits: cv, shuffle: true, random_state }).split(y);
  const splits = folds.map(({ train, test }) => () => {
    return { X, y, fitRows: train, scoreRows: test };
  });
  const found = await probabilitiesOfSplits(specs, splits, options);
  return specs.map((_, model) => {
    const all = new Float64Array(X.rows);
    folds.forEach(({ test }, fold) => {
      test.forEach((row, i) => {
        all[row] = found[fold][model][i];
      });
    });
    return all;
  });
}

/**
 * P(y = 1) of each split's rows to score by every model fitted on its rows to fit on, seeds averaged in
 * log-odds; several fits at a time.
 *
 * @param splits what gives each; called when the first of its fits begins, in their order
 * @returns [splits][models][rows to score]
 * @example
 * const [[boosting]] = await probabilitiesOfSplits([spec], [() => split], { n_jobs: -1 });
 */
export async function probabilitiesOfSplits(
  specs: readonly ModelSpec[],
  splits: readonly (() => ScoredSplit)[],
  options: FitOptions,
): Promise<Float64Array[][]> {
  const fits = fitsOf(specs);
  const found = await fitSplits(fits, splits, false, options);
  return found.map((own) =>
    specs.map((_spec, model) =>
      meanInLogOdds(
        own.filter((_result, k) => fits[k].model === model).map(({ scores }) => scores),
      ),
    ),
  );
}

/**
 * The seeds of a model averaged: P(y = 1) of each row.
 *
 * @example
 * const scores = predictAveraged(fitted[0], X);
 */
export function predictAveraged(fitted: readonly FittedModel[], X: Matrix): Float64Array {
  return meanInLogOdds(fitted.map((one) => predictFitted(one, X)));
}
