import { regularizedBeta } from "./beta";

/** Rows on which two ways of deciding differ. */
export interface Discordance {
  /** Rows that the one has right and the other wrong. */
  readonly better: number;
  readonly worse: number;
}

/**
 * McNemar's exact test, one-sided: the chance of at least so many better rows among those that differ,
 * if either side were as likely.
 *
 * @returns from 0 to 1; 1 where no row is better
 * @throws RangeError if a count is not a whole number from 0
 * @see McNemar, Psychometrika 12 (1947); scipy `binomtest(better, better + worse, 0.5, "greater")`
 * @example
 * mcnemar({ better: 9, worse: 1 }); // .01074
 */
export function mcnemar({ better, worse }: Discordance): number {
  for (const [name, count] of Object.entries({ better, worse })) {
    if (Number.isInteger(count) && count >= 0) continue;
    throw new RangeError(`${name}: found ${count}, expected a whole number from 0`);
  }
  return better === 0 ? 1 : Math.min(1, regularizedBeta(0.5, better, worse + 1));
}

/**
 * Holm's adjusted p-values: the chance that any true null hypothesis of the family falls below a level
 * is at most that level.
 *
 * @param pValues from 0 to 1
 * @returns one value each, in the same order, from 0 to 1
 * @see Holm, Scandinavian Journal of Statistics 6 (1979)
 * @example
 * holm([0.01, 0.04, 0.03]); // .03, .06, .06
 */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a] - pValues[b]);
  const adjusted: number[] = [];
  let largest = 0;
  order.forEach((index, place) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * pValues[index]));
    adjusted[index] = largest;
  });
  return adjusted;
}
