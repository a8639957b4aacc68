import type { PredictorGroup } from "../../features/predictors";

/** Groups that are judged together, and what that says of which group. */
export interface TrialPlan {
  /** "plain", "+ sorted", "all", "all but sorted". */
  readonly name: string;
  /** The first group alone, one group added to it, all groups, or all but one. */
  readonly way: "base" | "in" | "all" | "out";
  /** The group that is added or left out, else null. */
  readonly group: string | null;
  readonly groups: readonly PredictorGroup[];
}

/**
 * The trials of an ablation: the first group is the base, each other one is added to it, and each
 * is taken out of all.
 *
 * @example
 * trialsOf(predictorGroups(["plain", "sorted"])).map(({ name }) => name);
 * // ["plain", "+ sorted", "all", "all but sorted"]
 */
export function trialsOf(groups: readonly PredictorGroup[]): TrialPlan[] {
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
  ];
}
