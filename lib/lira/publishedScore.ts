import { exponential } from "../numeric/elementary";
import { type GaussianPair, gaussianLogDensity } from "./gaussian";

/** Added to each standard deviation and to the non-member density by the published code. */
export const EPSILON = 1e-8;

/** r / (1 + r) of one confidence, r being the ratio of the two densities. */
export function publishedScore({ muIn, sdIn, muOut, sdOut }: GaussianPair, p: number): number {
  const member = exponential(gaussianLogDensity(p, muIn, sdIn));
  const nonMember = exponential(gaussianLogDensity(p, muOut, sdOut));
  const ratio = member / (nonMember + EPSILON);
  return ratio / (1 + ratio);
}
