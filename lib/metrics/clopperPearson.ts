import { betaQuantile } from "./beta";
import { checkLevel, DEFAULT_LEVEL, type Interval } from "./interval";

/**
 * Clopper and Pearson's interval for a share: covers at least `level` for every true share.
 *
 * For a TPR or FPR only where the threshold was fixed on other rows. A threshold found on the same
 * rows varies with them, and this interval does not know: use `bootstrapTpr` there.
 *
 * @param successes whole number from 0 to `trials`
 * @param trials whole number, 1 or more
 * @param level .95 unless given
 * @throws RangeError if a count or the level is out of range
 * @see Clopper and Pearson, Biometrika 26 (1934); scipy `binomtest(k, n).proportion_ci("exact")`
 * @example
 * clopperPearson(7, 100); // [.0286, .1389]
 */
export function clopperPearson(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): Interval {
  checkLevel(level);
  if (!(Number.isInteger(trials) && trials >= 1)) {
    throw new RangeError(`trials: found ${trials}, expected a whole number of 1 or more`);
  }
  if (!(Number.isInteger(successes) && successes >= 0 && successes <= trials)) {
    throw new RangeError(
      `successes: found ${successes}, expected a whole number from 0 to ${trials}, the trials`,
    );
  }
  const tail = (1 - level) / 2;
  const failures = trials - successes;
  return [
    successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    failures === 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures),
  ];
}
