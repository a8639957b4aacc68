import { composed } from "./composed";
import { type LossOfStep, lossOfStep } from "./lossOfStep";
import type { NoisyTraining } from "./noisyTraining";
import type { Divergence } from "./renyiEpsilon";
import { type Window, windowsOf } from "./window";

/** Points of the grid that windows are compared on, and of those that the best one is looked at through. */
const COARSE = 1 << 12;
const FINER = [1 << 14, 1 << 16, 1 << 18];

/** A finer grid is tried until it changes epsilon by less than this share. */
const SETTLED = 0.002;

/** Cells of one step's grid at most. */
const MOST_CELLS = 1 << 19;

/** More steps than that lose the digits of angles. */
const MOST_STEPS = 1e7;

/** Share of delta that is given away to what one step's grid does not hold. */
const GIVEN_AWAY = 1e-7;

/**
 * An epsilon that noisy training guarantees at a delta, from the distribution of its privacy loss: one step's is rounded up
 * onto a grid and composed by Fourier transform. All that is left out counts against the guarantee, so this is an
 * upper bound on whatever grid.
 *
 * @param known.divergences say where the grid has to lie
 * @param known.bound an epsilon that holds
 * @returns Infinity where a step's losses are too far apart for a grid
 * @see Sommer, Meiser and Mohammadi (2019); Koskela, Jalko and Honkela (2020); for rounding Doroshenko et al. (2022)
 * @example
 * composedEpsilon(training, 1e-5, { divergences, bound: renyiEpsilon(divergences, 1e-5) });
 */
export function composedEpsilon(
  training: NoisyTraining,
  delta: number,
  { divergences, bound }: { readonly divergences: readonly Divergence[]; readonly bound: number },
): number {
  if (bound === 0 || training.steps > MOST_STEPS) return Number.POSITIVE_INFINITY;
  const tried = windowsOf(divergences, delta, bound).map((window) => {
    return { window, epsilon: onGrid(training, delta, window, COARSE) };
  });
  const best = tried.reduce((least, one) => (one.epsilon < least.epsilon ? one : least));
  let { epsilon } = best;
  for (const points of FINER) {
    const finer = onGrid(training, delta, best.window, points);
    const change = epsilon - finer;
    epsilon = Math.min(epsilon, finer);
    if (!(change > SETTLED * epsilon)) break;
  }
  return epsilon;
}

/** Epsilon as one grid in one window shows it; Infinity where a step does not fit on it. */
function onGrid(training: NoisyTraining, delta: number, window: Window, points: number): number {
  const { steps } = training;
  const spacing = (window.top - window.bottom) / (points - 2);
  const reach = Math.sqrt(2 * Math.log(steps / (GIVEN_AWAY * delta)));
  const step = spacing > 0 ? lossOfStep(training, spacing, reach, MOST_CELLS) : null;
  if (step === null) return Number.POSITIVE_INFINITY;
  return inBothDirections(step, { ...window, points, steps, delta });
}

/** The larger epsilon of the two: the record may be removed or added. */
function inBothDirections(
  step: LossOfStep,
  window: Window & { readonly points: number; readonly steps: number; readonly delta: number },
): number {
  const { spacing, first, removed, added, beyond } = step;
  const grid = { ...window, spacing, from: Math.floor(window.bottom / spacing) };
  return Math.max(
    composed({ ...grid, first, masses: removed, beyond: beyond.removed }),
    composed({
      ...{ ...grid, first: 1 - first - added.length },
      ...{ masses: added.slice().reverse(), beyond: beyond.added },
    }),
  );
}
