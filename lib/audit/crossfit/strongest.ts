import {
  type CandidateChoice,
  type Classifier,
  choiceParameters,
  chooseAmong,
  type EnsembleParameters,
  fitChosen,
  type ModelSpec,
  probabilitiesOfSplits,
  type Split,
} from "../../ensemble";
import { type AuditSet, foldColumns, type PredictorGroup } from "../../features/predictors";
import { type Matrix, type MatrixParts, take } from "../../numeric/arrays";
import { type CalibrationChoice, chooseCalibration } from "../corrected/chooseCalibration";
import { CrossFitted, crossFitted, type ScoreColumns } from "./crossFitted";
import type { JudgedScores } from "./judgedScores";
import type { TaughtSplit } from "./splits";

/** What the strongest attack is made of. */
export interface AttackParts {
  readonly groups: readonly PredictorGroup[];
  /** The public set; only the membership that is given beside it is looked at. */
  readonly set: AuditSet;
  /** The candidates, by name. */
  readonly estimators: Readonly<Record<string, ModelSpec>>;
}

/** How it is done. */
export interface AttackOptions {
  readonly seed: number;
  /** Worker threads: 1 fits in this one, -1, the default, takes one for each core; the same bytes. */
  readonly n_jobs?: number;
  /** Called after each fit with the fits done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The strongest attack: what it is worth on rows that judge it, and what is fitted at the end. */
export interface StrongestAttack extends CandidateChoice {
  /** Columns `raw` and `calibrated`. */
  readonly judged: JudgedScores;
  /** What was chosen for the rows that judge, a line for each choice, for a table. */
  readonly choices: readonly Readonly<Record<string, string | number>>[];
  /** For scores of rows that are not among the public ones. */
  readonly calibration: CalibrationChoice;
  /** Fits the chosen candidate on rows, at the end on all public ones. */
  fitOn(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classifier>;
}

/**
 * The strongest attack, cross-fitted with its choice and its calibration nested inside: for each fold, groups
 * of predictors, scalers and models are fitted on the other four; which candidate is taken, a stack's weights
 * and the calibration come from scores of those four folds' rows by fits that saw neither these rows nor the fold.
 * What is chosen at the end, for an attack that learns from every public row, comes from the scores that
 * judged.
 *
 * @param rows membership of all public rows, and their folds as `foldsOf` deals them
 * @throws RangeError as the groups and models do
 * @see Varma and Simon, Bias in error estimation when using cross-validation for model selection (2006)
 * @example
 * const attack = await crossFittedStrongest({ groups, set, estimators }, { membership, folds }, { seed: 42 });
 * crossfittedAuc(membership, attack.judged.column("raw"), folds);
 */
export async function crossFittedStrongest(
  { groups, set, estimators }: AttackParts,
  { membership, folds }: { readonly membership: Uint8Array; readonly folds: Int32Array },
  { seed, n_jobs = -1, onProgress }: AttackOptions,
): Promise<StrongestAttack> {
  const p = choiceParameters("the strongest attack", { estimators, random_state: seed, n_jobs });
  // in here, so that the columns that all folds share are kept for no longer than the fits take
  const attack = (splits: readonly TaughtSplit[]) =>
    candidates(splits, foldColumns(groups, set), p, onProgress);
  const options = { name: "candidates", membership, folds, inner: "ring" as const, attack };
  const models = await crossFitted(options);
  const judged = new CrossFitted("best", folds);
  const choices = models.splits.map((split) => {
    const { line, columns } = chosenFor(split, models, p);
    judged.record(split, columns);
    return line;
  });
  const choice = chooseAmong(models.columns, membership, splitsByFold(folds), p);
  const known = choice.outOfFold[choice.chosen];
  return {
    ...choice,
    judged,
    choices,
    calibration: chooseCalibration(known, membership, { seed }),
    fitOn: (X, y, report) =>
      fitChosen(
        choice.chosen,
        p,
        X,
        y,
        report,
        y === membership ? Object.values(models.columns) : undefined,
      ),
  };
}

/** Each candidate model's scores of the rows that its splits leave out. */
async function candidates(
  splits: readonly TaughtSplit[],
  columnsFor: (fitRows: Int32Array, membership: Uint8Array) => MatrixParts,
  { estimators, n_jobs }: EnsembleParameters,
  onProgress?: (done: number, total: number) => void,
): Promise<ScoreColumns[]> {
  const opened = splits.map(({ taught, judged, membership }) => () => {
    const X = columnsFor(taught, membership);
    return { X, y: membership, fitRows: taught, scoreRows: judged };
  });
  const options = { n_jobs, onProgress };
  const scores = await probabilitiesOfSplits(Object.values(estimators), opened, options);
  return scores.map((ofSplit) => {
    const named = Object.keys(estimators).map((name, m) => [name, ofSplit[m]]);
    return Object.fromEntries(named);
  });
}

/** What is chosen for a fold without it, and what that says of the fold's rows. */
function chosenFor(
  { without: [fold], judged, membership }: TaughtSplit,
  models: CrossFitted,
  p: EnsembleParameters,
): { line: Readonly<Record<string, string | number>>; columns: ScoreColumns } {
  const { rows, columns } = models.inner(fold);
  const known = take(membership, rows);
  const choice = chooseAmong(columns, known, splitsByFold(take(models.folds, rows)), p);
  const { chosen } = choice;
  const seed = p.random_state;
  const calibration = chooseCalibration(choice.outOfFold[chosen], known, { seed });
  const own = Object.entries(models.columns).map(([name, scores]) => [name, take(scores, judged)]);
  const raw = choice.scoresFrom(Object.fromEntries(own));
  const standing = choice.standings.find(({ name }) => name === chosen);
  return {
    line: {
      fold,
      "rows judged": judged.length,
      "chosen on rows": rows.length,
      chosen,
      calibration: calibration.chosen,
      AUC: standing?.auc ?? Number.NaN,
      "TPR@5%": standing?.tpr ?? Number.NaN,
    },
    columns: { raw, calibrated: calibration.calibrate(raw) },
  };
}

/** A split a fold: the fold's rows to test on, all others to train on. */
function splitsByFold(folds: Int32Array): Split[] {
  const rows = Int32Array.from(folds.keys());
  return [...new Set(folds)].sort().map((fold) => ({
    train: rows.filter((row) => folds[row] !== fold),
    test: rows.filter((row) => folds[row] === fold),
  }));
}
