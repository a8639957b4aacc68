import { fromColumns, type Matrix, take, takeRows } from "../../numeric/arrays";
import type { Split } from "../split";
import { logOddsOf, meanInLogOdds } from "./logOdds";
import { fitMetaModel, type LinearLogOdds, predictMeta } from "./metaModel";
import { oneStandardError, type ScoredCandidate, type Standing } from "./oneStandardError";
import { type EnsembleParameters, ensembleParameters } from "./parameters";

/** Scores by name, one a row; high = member. */
type ScoresByName = Readonly<Record<string, Float64Array>>;

/** Which candidate was chosen, and by what. */
export interface CandidateChoice {
  /** A model's name, "vote" or "stack". */
  readonly chosen: string;
  /** Every candidate beside the best. */
  readonly standings: readonly Standing[];
  /** Every candidate's scores by models that have not seen the row, by name. */
  readonly outOfFold: ScoresByName;
}

/** A choice that scores other rows too, from what the models say of them. */
export interface ChoiceOfScores extends CandidateChoice {
  /** The chosen candidate's scores of rows, from the models' scores of the same rows. */
  scoresFrom(models: ScoresByName): Float64Array;
}

/**
 * The parameters of a choice, none of whose models may be called "vote" or "stack".
 *
 * @param of what messages name
 * @throws RangeError as `ensembleParameters`, or naming such a model
 * @example
 * choiceParameters("chooseEnsemble", { estimators });
 */
export function choiceParameters(
  of: string,
  parameters: Partial<EnsembleParameters>,
): EnsembleParameters {
  const p = ensembleParameters(of, parameters);
  const taken = Object.keys(p.estimators).find((name) => name === "vote" || name === "stack");
  if (taken) throw new RangeError(`estimators: found the name ${taken}, expected another one`);
  return p;
}

/**
 * Chooses among models, their vote and their stack by scores of rows that the models had not seen, by the
 * one-standard-error rule (`oneStandardError`): one model before a vote, a vote before a stack.
 *
 * @param unseen the models' scores, by name
 * @param y 0 or 1 for each row
 * @param splits of these rows: a stack's weights for a split's test rows are found on its train rows
 * @param parameters `positive` and `random_state` as of `StackingClassifier`
 * @throws RangeError as `rocAuc`
 * @example
 * const choice = chooseAmong({ boosting, splines }, y, folds.split(y), { positive: true, random_state: 42 });
 * choice.scoresFrom({ boosting: ofOtherRows, splines: ofTheSame });
 */
export function chooseAmong(
  unseen: ScoresByName,
  y: Uint8Array,
  splits: readonly Split[],
  { positive, random_state }: Pick<EnsembleParameters, "positive" | "random_state">,
): ChoiceOfScores {
  const scores = Object.values(unseen);
  const models = Object.entries(unseen).map(([name, scores]): ScoredCandidate => {
    return { name, scores, complexity: 1 };
  });
  const together: ScoredCandidate[] =
    models.length < 2
      ? []
      : [
          { name: "vote", scores: meanInLogOdds(scores), complexity: 2 },
          { name: "stack", scores: stackOutOfFold(scores, y, splits, positive), complexity: 3 },
        ];
  const candidates = [...models, ...together];
  const { chosen, standings } = oneStandardError(y, candidates, random_state);
  return {
    chosen,
    standings,
    outOfFold: Object.fromEntries(candidates.map(({ name, scores }) => [name, scores])),
    scoresFrom(others) {
      const all = Object.keys(unseen).map((name) => others[name]);
      if (chosen === "vote") return meanInLogOdds(all);
      if (chosen === "stack") return predictMeta(weighed(scores, y, positive), columnsOf(all));
      return others[chosen];
    },
  };
}

/** A stack's scores, the weights for each split fitted on its train rows. */
function stackOutOfFold(
  unseen: readonly Float64Array[],
  y: Uint8Array,
  splits: readonly Split[],
  positive: boolean,
): Float64Array {
  const X = columnsOf(unseen);
  const scores = new Float64Array(y.length);
  for (const { train, test } of splits) {
    const meta = fitMetaModel(takeRows(X, train), take(y, train), { C: 1, positive });
    predictMeta(meta, takeRows(X, test)).forEach((score, i) => {
      scores[test[i]] = score;
    });
  }
  return scores;
}

function weighed(unseen: readonly Float64Array[], y: Uint8Array, positive: boolean): LinearLogOdds {
  return fitMetaModel(columnsOf(unseen), y, { C: 1, positive });
}

function columnsOf(scores: readonly Float64Array[]): Matrix {
  return fromColumns(scores.map(logOddsOf));
}
