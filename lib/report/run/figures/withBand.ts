import { rocBand } from "../../../metrics";
import type { BandEnds } from "../../figures/rocCurves";
import { hasBoth } from "../hasBoth";
import type { ScoredModel } from "../readRun";

const points = 60;
/** From .001 to 1, evenly spaced on a logarithmic axis. */
const grid = Array.from({ length: points }, (_, i) => 10 ** (-3 + (i / (points - 1)) * 3));

/**
 * A curve with its pointwise 95 % bootstrap band; without one where members or non-members are
 * missing.
 *
 * @param options `seed`: of the bootstrap
 * @example
 * rocLogLog({ curves: run.attacks("corrected").map((curve) => withBand(curve, { seed: 42 })) });
 */
export function withBand(
  curve: ScoredModel,
  { seed }: { readonly seed: number },
): ScoredModel & { readonly band?: BandEnds } {
  const { membership, scores } = curve;
  if (!hasBoth(membership)) return curve;
  return { ...curve, band: rocBand(membership, scores, grid, { seed, replicates: 1000 }) };
}
