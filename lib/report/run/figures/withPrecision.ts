import { midranks, precisionBand } from "../../../metrics";
import { take } from "../../../numeric/arrays";
import { type PrecisionCurve, topSizes } from "../../figures";
import { hasBoth } from "../hasBoth";
import type { ScoredModel } from "../readRun";

/**
 * An attack with the pointwise 95 % bootstrap band of its precision in the top k; without one where
 * members or non-members are missing. Cross-fitted scores are ranked within their fold first: those of
 * different folds are not compared.
 *
 * @param options `seed`: of the bootstrap
 * @example
 * precisionInTop(run.attacks("corrected").map((one) => withPrecision(one, { seed: 42 })));
 */
export function withPrecision(
  attack: ScoredModel,
  { seed }: { readonly seed: number },
): PrecisionCurve {
  const { membership, folds } = attack;
  const scores = folds ? sharesBelow(attack.scores, folds) : attack.scores;
  const sizes = topSizes(scores.length);
  if (!hasBoth(membership) || sizes[0] > scores.length) return { ...attack, scores };
  return {
    ...attack,
    scores,
    band: precisionBand(membership, scores, sizes, { seed, replicates: 1000 }),
  };
}

/** The place of each score among those of its fold, as a share. */
function sharesBelow(scores: Float64Array, folds: Int32Array): Float64Array {
  const shares = new Float64Array(scores.length);
  for (const fold of new Set(folds)) {
    const rows = Int32Array.from(folds.keys()).filter((row) => folds[row] === fold);
    midranks(take(scores, rows)).forEach((rank, i) => {
      shares[rows[i]] = (rank - 0.5) / rows.length;
    });
  }
  return shares;
}
