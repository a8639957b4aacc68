import { bootstrapTprDifference, type Measured } from "../../metrics";
import type { Ablation, Trial } from "./ablate";
import { trialOf } from "./trialOf";

/** What a group gives in TPR at FPR <= .05, measured both ways; above 0: it helps. */
export interface GroupGain {
  readonly name: string;
  /** The base with the group less the base alone. */
  readonly groupIn: Measured;
  /** All groups less all but this one. */
  readonly groupOut: Measured;
}

/**
 * What each group gives, for the figure of an ablation: paired differences in TPR at FPR <= .05.
 *
 * @returns one for each group beside the base; none where there is no other
 * @throws RangeError as `bootstrapTprDifference`
 * @example
 * figures.ablation(ablationGains(ablation), { valueName: "TPR at FPR ≤ 0.05" });
 */
export function ablationGains(ablation: Ablation): GroupGain[] {
  const { trials, membership, seed } = ablation;
  const gain = (more: Trial, less: Trial) =>
    bootstrapTprDifference(membership, more.scores, less.scores, [0.05], { seed })[0];
  return trials.flatMap(({ way, group: name }) => {
    if (way !== "in" || name === null) return [];
    return {
      name,
      groupIn: gain(trialOf(ablation, "in", name), trialOf(ablation, "base")),
      groupOut: gain(trialOf(ablation, "all"), trialOf(ablation, "out", name)),
    };
  });
}
