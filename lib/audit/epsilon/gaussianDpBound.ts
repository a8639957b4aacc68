import { normalQuantile } from "../../metrics";
import { gaussianEpsilon } from "./gaussian";
import type { RateBounds } from "./rates";
import { type Found, NOTHING_FOUND } from "./types";

/**
 * The largest epsilon that is contradicted if the guarantee is that of a Gaussian mechanism (mu-GDP):
 * mu is at least Phi^-1(1 - FPR) - Phi^-1(1 - TPR) at every threshold.
 *
 * @param delta above 0; at 0 no Gaussian mechanism has an epsilon, and nothing is found
 * @see Dong, Roth and Su (2022); Nasr et al. (2023), Tight Auditing of Differentially Private Machine
 *   Learning
 * @example
 * gaussianDpBound([{ threshold: 1, tprLow: 0.5, fprHigh: 0.16 }], 1e-5).epsilon; // 4.34
 */
export function gaussianDpBound(bounds: readonly RateBounds[], delta: number): Found {
  if (delta === 0) return NOTHING_FOUND;
  let best: Found & { mu: number } = { ...NOTHING_FOUND, mu: 0 };
  for (const { threshold, tprLow, fprHigh } of bounds) {
    if (tprLow <= fprHigh || tprLow <= 0 || fprHigh >= 1) continue;
    const mu = normalQuantile(tprLow) - normalQuantile(fprHigh);
    if (mu > best.mu) best = { threshold, epsilon: 0, mu };
  }
  const epsilon = gaussianEpsilon(best.mu, delta);
  return epsilon > 0 ? { threshold: best.threshold, epsilon } : NOTHING_FOUND;
}
