import type { PredictorGroup } from "./group";

/**
 * A line a group, for a table: its name, how many views it needs, whether it learns from rows, and
 * what it adds.
 *
 * @example
 * showTable(describeGroups(predictorGroups(["plain", "wideViews"])));
 */
export function describeGroups(groups: readonly PredictorGroup[]) {
  return groups.map(({ name, meaning, needs, learns }) => ({
    group: name,
    "views it needs": needs.views.length,
    "learns from rows": learns ? "yes" : "no",
    meaning,
  }));
}
