import { rocBand } from "../../../metrics";
import type { BandEnds } from "../../figures/rocCurves";
import { hasBoth } from "../hasBoth";
import type { ScoredModel } from "../readRun";

const points = 60;
const spaced = Array.from({ length: points }, (_, i) => 10 ** (-3 + (i / (points - 1)) * 3));
/** From .001 to 1, evenly spaced on a logarithmic axis, and the limits that tables read off. */
const grid = [...new Set([...spaced, 0.001, 0.01, 0.05])].sort((a, b) => a - b);

/**
 * A curve with its pointwise 95 % bootstrap band, which at FPR .05 and .01 is the interval that
 * metrics.json has; without one where members or non-members are
 * missing.
 *
 * @param options `seed`: of the bootstrap, the run's own
 * @example
 * rocLogLog({ curves: run.attacks("corrected").map((curve) => withBand(curve, { seed: 42 })) });
 */
export function withBand(
  curve: ScoredModel,
  { seed }: { readonly seed: number },
): ScoredModel & { readonly band?: BandEnds } {
  const { membership, scores } = curve;
  if (!hasBoth(membership)) return curve;
  return { ...curve, band: rocBand(membership, scores, grid, { seed }) };
}
