import type { RefusedModel } from "./auditModels";

/** Names that a line lists. */
const LISTED = 5;

/**
 * Refused models by why: what is wrong with the rows all share is one fault, not one for each model.
 *
 * @returns in the order in which the reasons came
 * @example
 * byReason(refused).map(({ reason, names }) => `${names.length}: ${reason}`);
 */
export function byReason(
  refused: readonly RefusedModel[],
): { readonly reason: string; readonly names: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { model, reason } of refused) {
    groups.set(reason, [...(groups.get(reason) ?? []), model.name]);
  }
  return [...groups].map(([reason, names]) => ({ reason, names }));
}

/**
 * Names as a line has room for them.
 *
 * @example
 * listed(["a", "b", "c", "d", "e", "f", "g"]); // "a, b, c, d, e and 2 more"
 */
export function listed(names: readonly string[]): string {
  const rest = names.length - LISTED;
  const first = names.slice(0, LISTED).join(", ");
  return rest > 0 ? `${first} and ${rest} more` : first;
}
