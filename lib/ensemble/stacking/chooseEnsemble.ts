import type { Matrix } from "../../numeric/arrays";
import { checkTraining } from "../checks";
import type { Classifier } from "../classifier";
import { StratifiedKFold } from "../stratifiedKFold";
import { type CandidateChoice, choiceParameters, chooseAmong } from "./chooseAmong";
import { outOfFoldProbabilities } from "./fitAll";
import type { EnsembleParameters } from "./parameters";
import { StackingClassifier } from "./stackingClassifier";
import { VotingClassifier } from "./votingClassifier";

/** What {@link chooseEnsemble} found. */
export interface EnsembleChoice extends CandidateChoice {
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
  const p = choiceParameters("chooseEnsemble", parameters);
  const names = Object.keys(p.estimators);
  const { n_jobs, cv, random_state } = p;
  const specs = Object.values(p.estimators);
  const options = { n_jobs, onProgress };
  const unseen = await outOfFoldProbabilities(specs, X, y, cv, random_state, options);
  const folds = new StratifiedKFold({ n_splits: cv, shuffle: true, random_state });
  const byName = Object.fromEntries(names.map((name, m) => [name, unseen[m]]));
  const { chosen, standings, outOfFold } = chooseAmong(byName, y, folds.split(y), p);
  return {
    chosen,
    standings,
    outOfFold,
    fit: (report) => fitChosen(chosen, p, X, y, report, unseen),
    fitOn: (otherX, otherY, report) => fitChosen(chosen, p, otherX, otherY, report),
  };
}

/**
 * Fits a candidate on rows.
 *
 * @param unseen the models' scores of these rows out of fold, where they are there already: what a stack finds
 *   its weights by
 * @example
 * const attack = await fitChosen("stack", choiceParameters("attack", { estimators }), X, y);
 */
export async function fitChosen(
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
