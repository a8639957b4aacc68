import { type BothClasses, type GaussianPair, meanAndSd } from "./gaussian";
import { EPSILON, publishedScore } from "./publishedScore";

/**
 * The "LiRA" of the published notebook: two Gaussians of the confidence p_y, one over public
 * members and one over public non-members, and their density ratio squashed to 0 .. 1. There are
 * no reference models in it: the score is a function of p_y alone, and not a monotone one
 * (`turningPoints`).
 *
 * @example
 * const fitted = publishedLira.fit(byMembership(trueClassProb, membership));
 * const score = publishedLira.score(fitted, trueClassProb);
 */
export const publishedLira = {
  /** Fits the two Gaussians. */
  fit,
  /** One score a row, high = member. */
  score,
};

/**
 * @param confidence p_y of the labelled members and of the labelled non-members, one row or more
 * @returns means and population standard deviations, each of these plus 1e-8
 * @throws RangeError if either is empty or holds a number that is not finite
 */
function fit(confidence: BothClasses): GaussianPair {
  const members = meanAndSd(confidence.members, "confidence of members");
  const nonMembers = meanAndSd(confidence.nonMembers, "confidence of non-members");
  return {
    muIn: members.mean,
    sdIn: members.sd + EPSILON,
    muOut: nonMembers.mean,
    sdOut: nonMembers.sd + EPSILON,
  };
}

/**
 * r / (1 + r) with r = N(p; muIn, sdIn) / (N(p; muOut, sdOut) + 1e-8).
 *
 * @param confidence p_y of the rows to score
 * @returns one score a row, 0 to 1, high = member
 */
function score(fitted: GaussianPair, confidence: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(confidence.length);
  for (let i = 0; i < scores.length; i++) scores[i] = publishedScore(fitted, confidence[i]);
  return scores;
}
