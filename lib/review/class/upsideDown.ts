/** Below this a ranking goes against the others rather than beside them. */
const against = -0.1;

/**
 * Teams whose ranking goes against most of the others', as a loss handed in for a score does. It
 * takes three teams to say which one is the odd one.
 *
 * @param correlation rank correlations, [i][j]; null where scores are constant
 * @example
 * upsideDown(["a", "b", "c"], [[1, 0.8, -0.7], [0.8, 1, -0.6], [-0.7, -0.6, 1]]); // ["c"]
 */
export function upsideDown(
  names: readonly string[],
  correlation: readonly (readonly (number | null)[])[],
): string[] {
  if (names.length < 3) return [];
  return names.filter((_, i) => {
    const others = correlation[i]
      .filter((value, j): value is number => j !== i && value !== null)
      .sort((a, b) => a - b);
    return others.length > 1 && others[Math.floor(others.length / 2)] < against;
  });
}
