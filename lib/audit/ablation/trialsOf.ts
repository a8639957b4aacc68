import type { PredictorGroup } from "../../features/predictors";
import { groupsWithLooks } from "../looks/within";

/** Groups that are judged together, and what that says of which group. */
export interface TrialPlan {
  /** "plain", "+ sorted", "all", "all but sorted", "all, first 4 looks". */
  readonly name: string;
  /** The first group alone, one group added to it, all groups, all but one, or all on the first looks alone. */
  readonly way: "base" | "in" | "all" | "out" | "looks";
  /** The group that is added or left out, else null. */
  readonly group: string | null;
  readonly groups: readonly PredictorGroup[];
}

/**
 * The trials of an ablation: the first group is the base, each other one is added to it, each
 * is taken out of all, and all look at the images half as often, a quarter as often, and not again.
 *
 * @param looks what the groups look at, in the order in which it is taken
 * @example
 * trialsOf(predictorGroups(["plain", "wideViews"]), ["blur", "flip"]).map(({ name }) => name);
 * // ["plain", "+ wideViews", "all", "all but wideViews", "all, first look", "all, no looks"]
 */
export function trialsOf(
  groups: readonly PredictorGroup[],
  looks: readonly string[] = [],
): TrialPlan[] {
  const [base, ...others] = groups;
  const added = others.map((other): TrialPlan => {
    const { name: group } = other;
    return { name: `+ ${group}`, way: "in", group, groups: [base, other] };
  });
  const left = others.map((other): TrialPlan => {
    const { name: group } = other;
    const rest = groups.filter((one) => one !== other);
    return { name: `all but ${group}`, way: "out", group, groups: rest };
  });
  return [
    { name: base.name, way: "base", group: null, groups: [base] },
    ...added,
    { name: "all", way: "all", group: null, groups },
    ...left,
    ...fewerOf(looks).map((count): TrialPlan => {
      const fewer = groupsWithLooks(groups, looks.slice(0, count));
      return { name: `all, ${firstOf(count)}`, way: "looks", group: null, groups: fewer };
    }),
  ];
}

function firstOf(count: number): string {
  if (count === 0) return "no looks";
  return count === 1 ? "first look" : `first ${count} looks`;
}

/** Half of them, half of that, and so on to none. */
function fewerOf({ length }: readonly string[]): number[] {
  const counts: number[] = [];
  for (let count = length; count > 0; ) {
    count = Math.floor(count / 2);
    counts.push(count);
  }
  return counts;
}
