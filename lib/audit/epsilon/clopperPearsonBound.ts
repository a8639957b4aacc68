import type { RateBounds } from "./rates";
import { type Found, NOTHING_FOUND } from "./types";

/**
 * The largest epsilon that bounds on TPR and FPR contradict: under (epsilon, delta)-differential
 * privacy TPR is at most e^epsilon FPR + delta at every threshold.
 *
 * @see Kairouz, Oh and Viswanath (2015), the region of possible errors; Jagielski, Ullman and Oprea
 *   (2020), Auditing Differentially Private Machine Learning
 * @example
 * clopperPearsonBound([{ threshold: 1, tprLow: 0.2, fprHigh: 0.1 }], 0).epsilon; // ln 2
 */
export function clopperPearsonBound(bounds: readonly RateBounds[], delta: number): Found {
  let best = NOTHING_FOUND;
  for (const { threshold, tprLow, fprHigh } of bounds) {
    if (tprLow <= delta) continue;
    const epsilon = Math.log(tprLow - delta) - Math.log(fprHigh);
    if (epsilon > best.epsilon) best = { threshold, epsilon };
  }
  return best;
}
