import type { ThresholdCounts } from "../../metrics";

/** Step from one number of rows to the next that is tried. */
const RATIO = 1.5;

/** Members and non-members that a threshold calls members. */
export interface Called {
  /** Rows with at least this score are called. */
  readonly threshold: number;
  readonly members: number;
  readonly nonMembers: number;
}

/**
 * Numbers of rows from 1 on, each half as large again as the one before, up to `most`: fixed by `most`
 * alone, so that a correction for their number holds whatever the scores.
 *
 * @example
 * ladder(20); // [1, 2, 3, 4, 6, 9, 13, 19]
 */
export function ladder(most: number): number[] {
  const steps: number[] = [];
  for (let step = 1; step <= most; step = Math.max(step + 1, Math.floor(step * RATIO))) {
    steps.push(step);
  }
  return steps;
}

/**
 * For each step of the ladder over all rows the smallest threshold set that calls at least so many
 * rows; fewer where scores are equal.
 */
export function calledByRank(counts: ThresholdCounts): { called: Called[]; tried: number } {
  const { thresholds, truePositives, falsePositives, members, nonMembers } = counts;
  const steps = ladder(members + nonMembers);
  const called: Called[] = [];
  let t = 0;
  for (const step of steps) {
    while (truePositives[t] + falsePositives[t] < step) t++;
    if (called.length > 0 && called[called.length - 1].threshold === thresholds[t]) continue;
    called.push(calledAt(counts, t));
  }
  return { called, tried: steps.length };
}

/** What the threshold number `t` of all distinct scores calls. */
export function calledAt(counts: ThresholdCounts, t: number): Called {
  return {
    threshold: counts.thresholds[t],
    members: counts.truePositives[t],
    nonMembers: counts.falsePositives[t],
  };
}

/**
 * What a threshold that was settled beforehand calls.
 *
 * @example
 * calledFrom(thresholdCounts([1, 0], [0.9, 0.2]), 0.5); // { threshold: .5, members: 1, nonMembers: 0 }
 */
export function calledFrom(counts: ThresholdCounts, threshold: number): Called {
  const { thresholds, truePositives, falsePositives } = counts;
  let t = thresholds.length - 1;
  while (t >= 0 && thresholds[t] < threshold) t--;
  return {
    threshold,
    members: t < 0 ? 0 : truePositives[t],
    nonMembers: t < 0 ? 0 : falsePositives[t],
  };
}
