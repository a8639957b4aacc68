/**
 * Membership advantage at a limit on the false-positive rate: TPR less the limit, from -1 to 1, 0
 * for guessing. By the limit and not by the rate reached, which is luck where non-members are few.
 *
 * @param maxFpr the rate allowed
 * @see Yeom et al., Privacy Risk in Machine Learning (2018)
 * @example
 * advantage(0.145, 0.05); // .095
 */
export function advantage(tpr: number, maxFpr: number): number {
  return tpr - maxFpr;
}

/**
 * How many times more often members are flagged than the limit lets non-members be: TPR by the limit
 * on the false-positive rate, 1 for guessing.
 *
 * @param maxFpr the rate allowed, above 0
 * @throws RangeError if `maxFpr` is not above 0
 * @example
 * lift(0.145, 0.05); // 2.9
 */
export function lift(tpr: number, maxFpr: number): number {
  if (!(maxFpr > 0)) throw new RangeError(`maxFpr: found ${maxFpr}, expected a rate above 0`);
  return tpr / maxFpr;
}
