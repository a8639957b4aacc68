import { normalCdf } from "../../metrics";
import { largestWhere } from "./search";

/**
 * The delta at which a mu-Gaussian differentially private mechanism is (epsilon, delta)-private:
 * Phi(mu/2 - epsilon/mu) - e^epsilon Phi(-mu/2 - epsilon/mu).
 *
 * @see Dong, Roth and Su (2022), Gaussian Differential Privacy, corollary 2.13
 * @example
 * gaussianDelta(1, 1); // .1269
 */
export function gaussianDelta(mu: number, epsilon: number): number {
  if (mu === 0) return 0;
  const second = normalCdf(-mu / 2 - epsilon / mu);
  return normalCdf(mu / 2 - epsilon / mu) - (second > 0 ? Math.exp(epsilon + Math.log(second)) : 0);
}

/**
 * The epsilon at a delta of a mu-Gaussian differentially private mechanism.
 *
 * @param delta above 0
 * @example
 * gaussianEpsilon(1, 1e-5); // 4.38
 */
export function gaussianEpsilon(mu: number, delta: number): number {
  return largestWhere((epsilon) => gaussianDelta(mu, epsilon) > delta);
}

/**
 * The largest mu whose mechanism is (epsilon, delta)-private: what a Gaussian mechanism of that
 * guarantee has.
 *
 * @param delta above 0
 * @example
 * gaussianMu(4.38, 1e-5); // 1
 */
export function gaussianMu(epsilon: number, delta: number): number {
  return largestWhere((mu) => gaussianDelta(mu, epsilon) <= delta);
}
