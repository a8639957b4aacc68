import { type BothClasses, type GaussianPair, gaussianLogDensity, meanAndSd } from "./gaussian";

/**
 * The likelihood ratio that the published score means to be, as far as it goes without reference
 * models: on phi, which is near Gaussian where p_y is not, with log densities and no epsilon.
 *
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), for phi and the
 *   test; there each example has Gaussians of its own from reference models
 * @example
 * const fitted = correctedLira.fit(byMembership(phi, membership, parts.fit));
 * const score = correctedLira.score(fitted, phi);
 */
export const correctedLira = {
  /** Fits the two Gaussians. */
  fit,
  /** One score a row, high = member. */
  score,
};

/**
 * @param phi phi of the labelled members and of the labelled non-members
 * @returns means and population standard deviations, nothing added
 * @throws RangeError if either is empty, holds a number that is not finite, or does not vary
 */
function fit(phi: BothClasses): GaussianPair {
  const members = meanAndSd(phi.members, "phi of members");
  const nonMembers = meanAndSd(phi.nonMembers, "phi of non-members");
  refuseZero(members.sd, "phi of members");
  refuseZero(nonMembers.sd, "phi of non-members");
  return { muIn: members.mean, sdIn: members.sd, muOut: nonMembers.mean, sdOut: nonMembers.sd };
}

/**
 * log N(phi; muIn, sdIn) - log N(phi; muOut, sdOut), in nats.
 *
 * @param phi phi of the rows to score
 * @returns one score a row, above 0 where membership is the likelier, high = member
 */
function score(fitted: GaussianPair, phi: ArrayLike<number>): Float64Array {
  const { muIn, sdIn, muOut, sdOut } = fitted;
  return Float64Array.from(
    phi,
    (x) => gaussianLogDensity(x, muIn, sdIn) - gaussianLogDensity(x, muOut, sdOut),
  );
}

function refuseZero(sd: number, name: string): void {
  if (sd === 0)
    throw new RangeError(`${name}: found the same value in all rows, expected variance`);
}
