const FEWEST_FALSE_POSITIVES = 10;

/**
 * The smallest FPR that this many non-members resolve: 10 / nonMembers. Below it the threshold
 * hangs on fewer than ten rows and the TPR there is mostly luck.
 *
 * @param nonMembers whole number, 1 or more
 * @example
 * smallestResolvableFpr(10_000); // .001
 */
export function smallestResolvableFpr(nonMembers: number): number {
  return FEWEST_FALSE_POSITIVES / nonMembers;
}

/**
 * Says that an FPR is not resolvable, or null where it is.
 *
 * @param where where those non-members stand, such as " in fold 2"; nothing unless given
 * @example
 * whyNotResolvable(0.001, 200);
 * // "FPR .001 is not resolvable with 200 non-members: 10 / 200 = .05"
 */
export function whyNotResolvable(maxFpr: number, nonMembers: number, where = ""): string | null {
  const smallest = smallestResolvableFpr(nonMembers);
  if (maxFpr >= smallest) return null;
  const shown = Number(smallest.toPrecision(4));
  return `FPR ${maxFpr} is not resolvable with ${nonMembers} non-members${where}: 10 / ${nonMembers} = ${shown}`;
}
