import { precisionBand } from "../../../metrics";
import { type PrecisionCurve, topSizes } from "../../figures";
import { hasBoth } from "../hasBoth";
import type { ScoredModel } from "../readRun";

/**
 * An attack with the pointwise 95 % bootstrap band of its precision in the top k; without one where
 * members or non-members are missing.
 *
 * @param options `seed`: of the bootstrap
 * @example
 * precisionInTop(run.attacks("corrected").map((one) => withPrecision(one, { seed: 42 })));
 */
export function withPrecision(
  attack: ScoredModel,
  { seed }: { readonly seed: number },
): PrecisionCurve {
  const { membership, scores } = attack;
  const sizes = topSizes(scores.length);
  if (!hasBoth(membership) || sizes[0] > scores.length) return attack;
  return { ...attack, band: precisionBand(membership, scores, sizes, { seed, replicates: 1000 }) };
}
