import { attackModels, makeModel } from "../../ensemble";
import { meanInLogOdds } from "../../ensemble/stacking";
import type { PredictorColumns } from "../../features";
import { correctedLira } from "../../lira";
import { byMembership } from "../../metrics";
import { take } from "../../numeric/arrays";
import { fitCorrectedPredictors, fitOnRows } from "../corrected";
import { outOfFoldModels } from "../protocol";

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

/** The attack that models are compared by, settled before any is looked at. */
export const JUDGED_ATTACK = "vote";

/**
 * Attacks a model's outputs: the likelihood ratio of phi under Gaussians, the three kinds of model of the
 * strongest attack on the corrected columns, and their vote. Nothing is chosen, so nothing need be kept for a
 * choice: every public row judges, scored by what had seen the four other folds.
 *
 * @param options.seed of folds and models: the same for all models that are to be compared
 * @throws RangeError if a class has fewer rows than there are folds, or a predictor is not finite
 * @example
 * const { scores, folds } = await attackOutputs({ public: columns, private: null, membership }, { seed: 42 });
 * crossfittedAuc(membership, scores.vote.public, folds);
 */
export async function attackOutputs(
  outputs: AttackedOutputs,
  { seed }: { readonly seed: number },
): Promise<ManyScores> {
  const { membership } = outputs;
  const specs = Object.entries(attackModels(seed).strongest);
  const makers = specs.map(([name, spec]) => [name, () => makeModel(spec)] as const);
  const { scores, foldOfRow } = await outOfFoldModels({
    membership,
    predictors: (rows) =>
      fitCorrectedPredictors(outputs.public, membership, rows).of(outputs.public),
    models: Object.fromEntries(makers),
    scale: true,
    seed,
  });
  const everything = fitCorrectedPredictors(outputs.public, membership);
  const X = everything.of(outputs.public);
  const asked = outputs.private && everything.of(outputs.private);
  const found: [string, AttackScores][] = [["LiRA", liraScores(outputs, foldOfRow)]];
  for (const [name, make] of makers) {
    const unseen = asked && (await fitOnRows(make(), X, membership)).score(asked);
    found.push([name, { public: scores[name], private: unseen }]);
  }
  const voters = found.slice(1).map(([, of]) => of);
  const unseen = voters.flatMap((of) => (of.private === null ? [] : [of.private]));
  const vote = {
    public: meanInLogOdds(voters.map((of) => of.public)),
    private: unseen.length === 0 ? null : meanInLogOdds(unseen),
  };
  return {
    scores: { [JUDGED_ATTACK]: vote, ...Object.fromEntries(found) },
    folds: foldOfRow.map((fold) => fold + 1),
  };
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
