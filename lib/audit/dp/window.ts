import { largest, smallest } from "../../numeric/arrays";
import type { Divergence } from "./renyiEpsilon";

/** Logarithm of the share of delta that may lie above the window. */
const ABOVE = Math.log(1e-7);

/** Logarithm of the chance, under the tilted distribution, of what may lie outside and wraps to the other end. */
const OUTSIDE = Math.log(1e-12);

/** Where the composed privacy loss is looked at. */
export interface Window {
  /** Losses are weighed by exp(tilt x loss), which brings those near epsilon to the middle. */
  readonly tilt: number;
  readonly bottom: number;
  readonly top: number;
}

/** Tilts that are tried, by the one that is best for Chernoff's bound: it is too large for losses of a heavy tail. */
const SHARES = [1, 0.6, 0.35, 0.2];

/**
 * Windows in which nearly all of the loss of all steps lies, by Chernoff's bound: the moments of the loss,
 * ln E exp(by x loss), are (order - 1) x divergence at the order by + 1. Epsilon may be read off in each; which one is
 * sharpest hangs on the tail.
 *
 * @param epsilon an upper bound on what is looked for
 * @example
 * windowsOf(divergencesOf(training), 1e-5, 7.3)[0]; // { tilt: 2.9, bottom: -1.9, top: 16.2 }
 */
export function windowsOf(
  divergences: readonly Divergence[],
  delta: number,
  epsilon: number,
): Window[] {
  const moments = divergences
    .map(({ order, divergence }) => ({ by: order - 1, log: (order - 1) * divergence }))
    .filter(({ log }) => Number.isFinite(log));
  const best = moments.reduce((least, one) =>
    one.log - one.by * epsilon < least.log - least.by * epsilon ? one : least,
  );
  const tops = moments.map(({ by, log }) => (log - ABOVE - Math.log(delta)) / by);
  return SHARES.flatMap((share) => {
    const at = moments.filter(({ by }) => by <= share * best.by).at(-1) ?? moments[0];
    const bottoms = [{ by: 0, log: 0 }, ...moments]
      .filter(({ by }) => by < at.by)
      .map(({ by, log }) => (OUTSIDE - log + at.log) / (at.by - by));
    const tilted = moments
      .filter(({ by }) => by > at.by)
      .map(({ by, log }) => (log - at.log - OUTSIDE) / (by - at.by));
    const window = { tilt: at.by, bottom: largest(bottoms), top: smallest(tops) };
    const higher = Math.max(window.top, smallest(tilted));
    return [
      window,
      ...(higher > window.top && Number.isFinite(higher) ? [{ ...window, top: higher }] : []),
    ];
  });
}
