import { type Measured, rocAuc, tprAtFpr } from "../../metrics";
import { pairedGain } from "../outcome/readings";
import type { Ablation, Trial } from "./ablate";
import { trialOf } from "./trialOf";

/** One trial as a table shows it. */
export interface AblationLine {
  readonly predictors: string;
  readonly passes: number;
  readonly AUC: number;
  readonly "TPR@5%": number;
  readonly seconds: number;
  /** The trial that it is compared with: the base, or all groups for one that leaves a group or looks out. */
  readonly against: string;
  readonly "AUC gained"?: Measured;
  readonly "TPR@5% gained"?: Measured;
}

/**
 * A line a trial: what it reaches and costs, and what it gains over the trial that it is compared
 * with, paired, with 95 % intervals.
 *
 * @throws RangeError as `pairedGain`
 * @example
 * showTable(ablationLines(await ablate(groups, subject, options)), { timed: true });
 */
export function ablationLines(ablation: Ablation): AblationLine[] {
  const { trials, membership, seed } = ablation;
  return trials.map(({ name: predictors, way, passes, seconds, scores }) => {
    const rival = rivalOf(ablation, way);
    return {
      predictors,
      passes,
      AUC: rocAuc(membership, scores),
      "TPR@5%": tprAtFpr(membership, scores, 0.05).tpr,
      seconds,
      against: rival?.name ?? "",
      ...(rival ? pairedGain(membership, scores, rival.scores, { seed }) : {}),
    };
  });
}

function rivalOf(ablation: Ablation, way: Trial["way"]): Trial | null {
  if (way === "base") return null;
  return trialOf(ablation, way === "out" || way === "looks" ? "all" : "base");
}
