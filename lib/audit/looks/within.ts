import {
  type ChosenGroups,
  type GroupLeftOut,
  type PredictorGroup,
  viewsNeeded,
} from "../../features/predictors";
import { GRADIENTS } from "./order";

/** What groups look at beside the plain image, each once: views and, last, the gradients. */
export function looksOf({ views, gradients }: Pick<ChosenGroups, "views" | "gradients">): string[] {
  return [...views, ...(gradients ? [GRADIENTS] : [])];
}

/**
 * Looks that some group cannot do without: they are taken whatever they cost.
 *
 * @example
 * bound(predictorGroups(["wideViews", "quantile"])); // the views of quantile
 */
export function bound(groups: readonly PredictorGroup[]): string[] {
  return viewsNeeded(groups.filter(({ within }) => !within)).filter((view) => view !== "plain");
}

/**
 * Groups on some of their looks alone; those that are left nothing are left out.
 *
 * @param looks views and "gradients"
 * @example
 * withLooks(asked, ["flip"]).asked.views; // ["flip"]
 */
export function withLooks(
  { groups, ...others }: ChosenGroups,
  looks: readonly string[],
): { asked: ChosenGroups; leftOut: GroupLeftOut[] } {
  const fewer = groups.map((group) => onLooks(group, new Set(looks)));
  const kept = fewer.filter((group): group is PredictorGroup => group !== null);
  const leftOut = groups.flatMap(({ name: group }, g) =>
    fewer[g] === null ? [{ group, because: "this run takes none of its looks" }] : [],
  );
  return {
    asked: {
      ...others,
      names: kept.map(({ name }) => name),
      groups: kept,
      views: viewsNeeded(kept).filter((view) => view !== "plain"),
      gradients: kept.some(({ needs }) => needs.gradients),
    },
    leftOut,
  };
}

/**
 * Those of some groups that fewer looks leave something, on these alone.
 *
 * @param looks views and "gradients"
 * @example
 * groupsWithLooks(asked.groups, []).map(({ name }) => name); // ["plain", "sorted", ..]
 */
export function groupsWithLooks(
  groups: readonly PredictorGroup[],
  looks: readonly string[],
): PredictorGroup[] {
  const fewer = groups.map((group) => onLooks(group, new Set(looks)));
  return fewer.filter((group): group is PredictorGroup => group !== null);
}

function onLooks(group: PredictorGroup, looked: ReadonlySet<string>): PredictorGroup | null {
  if (group.needs.gradients) return looked.has(GRADIENTS) ? group : null;
  return group.within ? group.within(looked) : group;
}
