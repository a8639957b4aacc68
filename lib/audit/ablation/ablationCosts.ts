import { bootstrapTpr, type Measured } from "../../metrics";
import type { Ablation } from "./ablate";

/** What some groups reach, and what that costs. */
export interface TrialCost {
  readonly name: string;
  readonly seconds: number;
  /** TPR at FPR <= .05. */
  readonly tpr: Measured;
}

/**
 * What the base, each group added to it and all groups, on all looks and on fewer, reach and cost, for a figure.
 *
 * @throws RangeError as `bootstrapTpr`
 * @example
 * figures.tprAgainstSeconds(ablationCosts(ablation), { split: "fit rows, out of fold" });
 */
export function ablationCosts({ trials, membership, seed }: Ablation): TrialCost[] {
  return trials.flatMap(({ name, way, seconds, scores }) => {
    if (way === "out") return [];
    const [tpr] = bootstrapTpr(membership, scores, [0.05], { seed });
    return { name, seconds, tpr };
  });
}
