import { attackModels, StratifiedKFold } from "../../ensemble";
import { meanInLogOdds } from "../../ensemble/stacking";
import type { PredictorColumns } from "../../features";
import { correctedLira } from "../../lira";
import { byMembership } from "../../metrics";
import { type Matrix, take, takeRows } from "../../numeric/arrays";
import { runTask } from "../../numeric/workers";
import { fitCorrectedPredictors } from "../corrected";
import { checkPredictors, checkPublicRows } from "../protocol/outOfFoldChecks";
import { attackTask } from "./attackTask";

/** What a model said of the rows, as columns of predictors. */
export interface AttackedOutputs {
  readonly public: PredictorColumns;
  /** Null where there are no private rows. */
  readonly private: PredictorColumns | null;
  /** 0 or 1 for each public row. */
  readonly membership: Uint8Array;
}

/** Scores of one attack; high = member. */
export interface AttackScores {
  /** Of each public row, by an attack that had seen the other folds alone. */
  readonly public: Float64Array;
  /** Of each private row, by an attack that had seen all public rows. */
  readonly private: Float64Array | null;
}

/** Scores by attack, and the fold of each public row, from 1. */
export interface ManyScores {
  readonly scores: Readonly<Record<string, AttackScores>>;
  readonly folds: Int32Array;
}

const FOLDS = 5;

/** The attack that models are compared by, settled before any is looked at. */
export const JUDGED_ATTACK = "vote";

/**
 * Attacks a model's outputs: the likelihood ratio of phi under Gaussians, the three kinds of model of the
 * strongest attack on the corrected columns, and their vote. Nothing is chosen, so nothing need be kept for a
 * choice: every public row judges, scored by what had seen the four other folds.
 *
 * @param options.seed of folds and models: the same for all models that are to be compared
 * @param options.workers threads in which models are fitted; 1: in this one, -1: one for each core
 * @throws RangeError if a class has fewer rows than there are folds, or a predictor is not finite
 * @example
 * const outputs = { public: columns, private: null, membership };
 * const { scores, folds } = await attackOutputs(outputs, { seed: 42, workers: -1 });
 * crossfittedAuc(membership, scores.vote.public, folds);
 */
export async function attackOutputs(
  { public: known, private: asked, membership }: AttackedOutputs,
  { seed, workers }: { readonly seed: number; readonly workers: number },
): Promise<ManyScores> {
  checkPublicRows(membership, FOLDS);
  const deal = { n_splits: FOLDS, shuffle: true, random_state: seed };
  const splits = new StratifiedKFold(deal).split(membership).map(({ train, test }) => {
    const X = fitCorrectedPredictors(known, membership, train).of(known);
    checkPredictors(X, membership.length);
    return {
      test,
      X: shared(takeRows(X, train)),
      membership: take(membership, train),
      judged: shared(takeRows(X, test)),
    };
  });
  const everything = fitCorrectedPredictors(known, membership);
  const unseen = asked && {
    X: shared(everything.of(known)),
    membership,
    judged: shared(everything.of(asked)),
  };
  const specs = Object.entries(attackModels(seed).strongest);
  const fits = [...splits, ...(unseen === null ? [] : [unseen])].flatMap(
    ({ X, membership: taught, judged }) =>
      specs.map(([, spec]) => ({ spec, X, membership: taught, judged })),
  );
  const scored = await runTask(attackTask, fits, { workers });
  const folds = new Int32Array(membership.length);
  splits.forEach(({ test }, fold) => {
    for (const row of test) folds[row] = fold + 1;
  });
  const found = specs.map(([name], model): [string, AttackScores] => {
    const of = (split: number) => scored[split * specs.length + model];
    const scores = new Float64Array(membership.length);
    splits.forEach(({ test }, fold) => {
      of(fold).forEach((score, i) => {
        scores[test[i]] = score;
      });
    });
    return [name, { public: scores, private: unseen && of(FOLDS) }];
  });
  const voters = found.map(([, of]) => of);
  const ofUnseen = voters.flatMap((of) => (of.private === null ? [] : [of.private]));
  const vote = {
    public: meanInLogOdds(voters.map((of) => of.public)),
    private: ofUnseen.length === 0 ? null : meanInLogOdds(ofUnseen),
  };
  const LiRA = liraScores({ public: known, private: asked, membership }, folds);
  return { scores: { [JUDGED_ATTACK]: vote, LiRA, ...Object.fromEntries(found) }, folds };
}

/** The same numbers in memory that workers read in place. */
function shared(X: Matrix): Matrix {
  const data = new Float64Array(new SharedArrayBuffer(X.data.byteLength));
  data.set(X.data);
  return { ...X, data };
}

function liraScores(outputs: AttackedOutputs, foldOfRow: Int32Array): AttackScores {
  const { membership } = outputs;
  const { phi } = outputs.public;
  const scores = new Float64Array(phi.length);
  const rows = Int32Array.from(phi.keys());
  for (const fold of new Set(foldOfRow)) {
    const taught = rows.filter((row) => foldOfRow[row] !== fold);
    const judged = rows.filter((row) => foldOfRow[row] === fold);
    const gaussians = correctedLira.fit(byMembership(phi, membership, taught));
    const found = correctedLira.score(gaussians, take(phi, judged));
    judged.forEach((row, i) => {
      scores[row] = found[i];
    });
  }
  const everything = correctedLira.fit(byMembership(phi, membership));
  const asked = outputs.private;
  return { public: scores, private: asked && correctedLira.score(everything, asked.phi) };
}
