import { normalCdf, normalQuantile } from "../../metrics";
import { gaussianMu } from "./gaussian";
import type { OneRun } from "./oneRun";
import { largestWhere } from "./search";
import type { Called } from "./thresholds";
import { type Found, NOTHING_FOUND } from "./types";

/**
 * The largest epsilon that one run contradicts if the guarantee is that of a Gaussian mechanism: the
 * recursion over the number of right guesses, whose step is the mechanism's own trade-off curve and
 * not the cruder one of (epsilon, delta).
 *
 * @param run with as many members as non-members
 * @see Mahloujifar, Melis and Chaudhuri (2024), Auditing f-Differential Privacy in One Run, with
 *   abstentions
 * @example
 * oneRunFdpBound(called, { members: 200, nonMembers: 200, delta: 1e-5, error: 0.05 }).epsilon;
 */
export function oneRunFdpBound(called: readonly Called[], run: OneRun): Found {
  if (run.delta === 0) return NOTHING_FOUND;
  let best = NOTHING_FOUND;
  for (const one of called) {
    const contradicts = (epsilon: number) => surplus(one, gaussianMu(epsilon, run.delta), run) > 0;
    if (!contradicts(best.epsilon)) continue;
    const from = best.epsilon;
    const epsilon = from + largestWhere((more) => contradicts(from + more));
    if (epsilon > from) best = { threshold: one.threshold, epsilon };
  }
  return best;
}

/** Above 0 where a mechanism of this mu cannot have been so often right, but for the error. */
function surplus({ members: correct, nonMembers: wrong }: Called, mu: number, run: OneRun): number {
  const guesses = correct + wrong;
  const rows = run.members + run.nonMembers;
  let right = (run.error * correct) / rows;
  let rest = (run.error * wrong) / rows;
  for (let i = correct - 1; i >= 0; i--) {
    const next = Math.max(rest, tradedOff(right, mu));
    if (next === rest) break;
    right = Math.min(right + (i / (guesses - i)) * (next - rest), 1);
    rest = next;
  }
  return right + rest - guesses / rows;
}

/** The smallest FPR at which a mu-Gaussian mechanism allows a TPR. */
function tradedOff(tpr: number, mu: number): number {
  if (tpr <= 0) return 0;
  return tpr >= 1 ? 1 : normalCdf(normalQuantile(tpr) - mu);
}
