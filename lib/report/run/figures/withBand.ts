import { crossfittedTpr, rocBand } from "../../../metrics";
import { judgedCurve, type RocData } from "../../figures";
import type { BandEnds } from "../../figures/rocCurves";
import { hasBoth } from "../hasBoth";
import type { ScoredModel } from "../readRun";

const points = 60;
const spaced = Array.from({ length: points }, (_, i) => 10 ** (-3 + (i / (points - 1)) * 3));
/** From .001 to 1, evenly spaced on a logarithmic axis, and the limits that tables read off. */
const grid = [...new Set([...spaced, 0.001, 0.01, 0.05])].sort((a, b) => a - b);

/**
 * A curve with its pointwise 95 % bootstrap band, which at FPR .05 and .01 is the interval that
 * metrics.json has; without one where members or non-members are missing. Of cross-fitted scores the curve is
 * averaged upright over folds, and the band begins where a fold's threshold is settled.
 *
 * @param options `seed`: of the bootstrap, the run's own
 * @example
 * rocLogLog({ curves: run.attacks("corrected").map((curve) => withBand(curve, { seed: 42 })) });
 */
export function withBand(
  curve: ScoredModel,
  { seed }: { readonly seed: number },
): RocData["curves"][number] {
  const { membership, scores, folds } = curve;
  if (!hasBoth(membership)) return curve;
  if (folds) return { ...judgedCurve(curve), band: bandByFold(membership, scores, folds, seed) };
  return { ...curve, band: rocBand(membership, scores, grid, { seed }) };
}

function bandByFold(
  membership: Uint8Array,
  scores: Float64Array,
  folds: Int32Array,
  seed: number,
): BandEnds {
  const points = crossfittedTpr(membership, scores, folds, grid, { seed });
  const settled = points.filter(({ low }) => low !== null);
  return {
    fpr: settled.map(({ maxFpr }) => maxFpr),
    low: settled.map(({ low }) => low ?? 0),
    high: settled.map(({ high }) => high ?? 1),
  };
}
