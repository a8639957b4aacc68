/**
 * Every column as a group of its own, but for blocks of columns that only mean something together.
 * A block stands where its first column stood.
 *
 * @param names of the columns, in order
 * @param blocks which names belong to a block; by default the softmax probabilities, prob_0 and on
 * @returns column names by group, for `importanceOf`
 * @example
 * columnGroups(["prob_0", "prob_1", "phi"]); // { softmax: ["prob_0", "prob_1"], phi: ["phi"] }
 */
export function columnGroups(
  names: readonly string[],
  blocks: Readonly<Record<string, RegExp>> = { softmax: /^prob_\d+$/ },
): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const name of names) {
    const block = Object.keys(blocks).find((key) => blocks[key].test(name)) ?? name;
    groups[block] = [...(groups[block] ?? []), name];
  }
  return groups;
}
