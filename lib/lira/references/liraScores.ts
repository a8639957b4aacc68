import { normalCdf } from "../../metrics";
import { gaussianLogDensity } from "../gaussian";
import { inOutMoments } from "./inOutMoments";
import { meanOverViews } from "./meanOverViews";
import { standardDeviations, type Variance } from "./standardDeviations";

/** phi of the same images in one view: under the target and under the reference models. */
export interface PhiOfView {
  /** N numbers. */
  readonly target: Float64Array;
  /** [M, N], row-major. */
  readonly references: Float64Array;
}

/**
 * How an offline score tells an image from those left out, with z = (phi - mu_out) / sd_out:
 *
 * - `cdf`: Phi(z), the one-sided test of the paper; from z = 8.3 it is 1
 * - `logTail`: -log(1 - Phi(z)), the same order and never saturated
 * - `logpdf`: -log N(phi; mu_out, sd_out), the reference code's: far below counts as far above
 */
export const OFFLINE_CONVENTIONS = ["cdf", "logTail", "logpdf"] as const;

export type OfflineConvention = (typeof OFFLINE_CONVENTIONS)[number];

/**
 * LiRA online: log N(phi; mu_in, sd_in) - log N(phi; mu_out, sd_out) with Gaussians of each example
 * over the models trained on it and over those that left it out, and the mean over views.
 *
 * @param views one or more
 * @param trainedOn [M, N]: 1 in, 0 out
 * @returns N scores in nats, above 0 where "in" is the likelier; high = member
 * @throws RangeError as `standardDeviations`, or if an example has no model in or none out
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), algorithm 1
 * @example
 * liraOnline([{ target, references }], outputs.trainedOn, "shrunken");
 */
export function liraOnline(
  views: readonly PhiOfView[],
  trainedOn: Uint8Array,
  variance: Variance,
): Float64Array {
  return meanOverViews(views, trainedOn, ({ target, references }) => {
    const moments = inOutMoments(references, trainedOn, target.length);
    const sdIn = standardDeviations(moments.in, variance, "in");
    const sdOut = standardDeviations(moments.out, variance, "out");
    requireCounts(moments.in.count, "trained on");
    requireCounts(moments.out.count, "that left out");
    return target.map(
      (phi, i) =>
        gaussianLogDensity(phi, moments.in.mean[i], sdIn[i]) -
        gaussianLogDensity(phi, moments.out.mean[i], sdOut[i]),
    );
  });
}

/**
 * LiRA offline: phi against a Gaussian of each example over the models that left it out, by one of
 * three conventions, and the mean over views.
 *
 * @param views one or more
 * @param trainedOn [M, N]: 1 in, 0 out
 * @returns N scores, high = member
 * @throws RangeError as {@link liraOnline}, or for an unknown convention
 * @example
 * liraOffline([{ target, references }], outputs.trainedOn, "pooled", "logTail");
 */
export function liraOffline(
  views: readonly PhiOfView[],
  trainedOn: Uint8Array,
  variance: Variance,
  convention: OfflineConvention,
): Float64Array {
  if (!OFFLINE_CONVENTIONS.includes(convention)) {
    const known = OFFLINE_CONVENTIONS.join(", ");
    throw new RangeError(`convention: found "${convention}", expected one of ${known}`);
  }
  return meanOverViews(views, trainedOn, ({ target, references }) => {
    const { out } = inOutMoments(references, trainedOn, target.length);
    const sd = standardDeviations(out, variance, "out");
    requireCounts(out.count, "that left out");
    return target.map((phi, i) => {
      if (convention === "logpdf") return -gaussianLogDensity(phi, out.mean[i], sd[i]);
      const z = (phi - out.mean[i]) / sd[i];
      return convention === "cdf" ? normalCdf(z) : minusLogTail(z);
    });
  });
}

/** -log(1 - Phi(z)); beyond z = 30 by the leading terms of its asymptotic series. */
function minusLogTail(z: number): number {
  if (z < 30) return -Math.log(normalCdf(-z));
  return z ** 2 / 2 + Math.log(z) + Math.log(2 * Math.PI) / 2 + 1 / z ** 2;
}

function requireCounts(count: Int32Array, kind: string): void {
  const row = count.indexOf(0);
  if (row < 0) return;
  throw new RangeError(`references: found no model ${kind} row ${row}, expected at least one`);
}
