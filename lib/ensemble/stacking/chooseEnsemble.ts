import { fromColumns, type Matrix, take, takeRows } from "../../numeric/arrays";
import { checkTraining } from "../checks";
import type { Classifier } from "../classifier";
import { StratifiedKFold } from "../stratifiedKFold";
import { outOfFoldProbabilities } from "./fitAll";
import { logOddsOf, meanInLogOdds } from "./logOdds";
import { fitMetaModel, predictMeta } from "./metaModel";
import { oneStandardError, type ScoredCandidate, type Standing } from "./oneStandardError";
import { type EnsembleParameters, ensembleParameters } from "./parameters";
import { StackingClassifier } from "./stackingClassifier";
import { VotingClassifier } from "./votingClassifier";

/** What {@link chooseEnsemble} found. */
export interface EnsembleChoice {
  /** A model's name, "vote" or "stack". */
  readonly chosen: string;
  /** Every candidate beside the best. */
  readonly standings: readonly Standing[];
  /** Every candidate's scores by models that have not seen the row, by name. */
  readonly outOfFold: Readonly<Record<string, Float64Array>>;
  /**
   * Fits the chosen candidate on all of the rows that it was chosen on.
   *
   * @param onProgress called with the number of fits done and of all fits
   */
  fit(onProgress?: (done: number, total: number) => void): Promise<Classifier>;
  /**
   * Fits the chosen candidate on other rows; a stack finds its weights anew.
   *
   * @param onProgress called with the number of fits done and of all fits
   */
  fitOn(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classifier>;
}

/**
 * Chooses among single models, their vote and their stack, on out-of-fold scores alone, by the
 * one-standard-error rule (`oneStandardError`): one model before a vote, a vote before a stack.
 *
 * A stack's own scores are out of fold too: its weights for one fold are fitted on the others.
 *
 * @param parameters as of `StackingClassifier`; no model may be called "vote" or "stack"
 * @param onProgress called with the number of fits done and of all fits
 * @throws RangeError as `StackingClassifier`
 * @example
 * const choice = await chooseEnsemble(X, membership, {
 *   estimators: { boosting: { model: "LGBMClassifier" }, splines: { model: "SplineLogisticRegression" } },
 *   random_state: 42,
 * });
 * const attack = await choice.fit();
 */
export async function chooseEnsemble(
  X: Matrix,
  y: Uint8Array,
  parameters: Pick<EnsembleParameters, "estimators"> & Partial<EnsembleParameters>,
  onProgress?: (done: number, total: number) => void,
): Promise<EnsembleChoice> {
  checkTraining(X, y);
  const p = ensembleParameters("chooseEnsemble", parameters);
  const names = Object.keys(p.estimators);
  const taken = names.find((name) => name === "vote" || name === "stack");
  if (taken) throw new RangeError(`estimators: found the name ${taken}, expected another one`);
  const specs = Object.values(p.estimators);
  const { n_jobs, cv, random_state } = p;
  const unseen = await outOfFoldProbabilities(specs, X, y, cv, random_state, {
    n_jobs,
    onProgress,
  });
  const candidates: ScoredCandidate[] = names.map((name, m) => ({
    name,
    scores: unseen[m],
    complexity: 1,
  }));
  if (names.length > 1) {
    candidates.push({ name: "vote", scores: meanInLogOdds(unseen), complexity: 2 });
    candidates.push({ name: "stack", scores: stackOutOfFold(unseen, y, p), complexity: 3 });
  }
  const { chosen, standings } = oneStandardError(y, candidates, random_state);
  return {
    chosen,
    standings,
    outOfFold: Object.fromEntries(candidates.map(({ name, scores }) => [name, scores])),
    fit: (report) => fitChosen(chosen, p, X, y, report, unseen),
    fitOn: (otherX, otherY, report) => fitChosen(chosen, p, otherX, otherY, report),
  };
}

/** @param unseen the models' scores out of fold, where they are there already */
async function fitChosen(
  chosen: string,
  parameters: EnsembleParameters,
  X: Matrix,
  y: Uint8Array,
  onProgress?: (done: number, total: number) => void,
  unseen?: readonly Float64Array[],
): Promise<Classifier> {
  if (chosen === "stack") {
    const stack = new StackingClassifier(parameters);
    await stack.fit(X, y, onProgress, unseen);
    return stack;
  }
  const { estimators: all } = parameters;
  const estimators = chosen === "vote" ? all : { [chosen]: all[chosen] };
  const vote = new VotingClassifier({ ...parameters, estimators });
  await vote.fit(X, y, onProgress);
  return vote;
}

/** A stack's scores, the weights for each fold fitted on the other folds. */
function stackOutOfFold(
  unseen: readonly Float64Array[],
  y: Uint8Array,
  { cv, random_state, positive }: EnsembleParameters,
): Float64Array {
  const X = fromColumns(unseen.map(logOddsOf));
  const scores = new Float64Array(y.length);
  const folds = new StratifiedKFold({ n_splits: cv, shuffle: true, random_state });
  for (const { train, test } of folds.split(y)) {
    const meta = fitMetaModel(takeRows(X, train), take(y, train), { C: 1, positive });
    predictMeta(meta, takeRows(X, test)).forEach((score, i) => {
      scores[test[i]] = score;
    });
  }
  return scores;
}
