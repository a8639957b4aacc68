import { clopperPearson, type ThresholdCounts } from "../../metrics";
import { type Called, calledFrom, ladder } from "./thresholds";

/** Bounds on the two error rates of one threshold, both at once with the asked confidence. */
export interface RateBounds {
  readonly threshold: number;
  /** The share of members that is called is at least this. */
  readonly tprLow: number;
  /** The share of non-members that is called is at most this. */
  readonly fprHigh: number;
}

/**
 * Clopper and Pearson's bounds on TPR and FPR, half of the error for each: at a threshold that was
 * settled beforehand, or at a ladder of thresholds, all at once.
 *
 * The ladder's thresholds are the 1st, 2nd, 3rd .. largest score of a non-member, and a row is called
 * whose score is larger. The chance that a fresh non-member is called then lies below a
 * Beta(j, n - j + 1) number, which is Clopper and Pearson's upper bound of j - 1 among n; and members'
 * scores have no part in the threshold, so that their count is binomial. The error is shared out
 * evenly over the ladder (Bonferroni).
 *
 * @param confidence of all bounds together
 * @param threshold null for the ladder
 */
export function rateBounds(
  counts: ThresholdCounts,
  confidence: number,
  threshold: number | null,
): { bounds: RateBounds[]; tried: number } {
  if (threshold !== null) {
    const called = calledFrom(counts, threshold);
    return { bounds: [boundsOf(called, called.nonMembers, counts, 1 - confidence)], tried: 1 };
  }
  const steps = ladder(counts.nonMembers);
  const error = (1 - confidence) / steps.length;
  const bounds: RateBounds[] = [];
  let t = 0;
  for (const step of steps) {
    while (t < counts.thresholds.length && counts.falsePositives[t] < step) t++;
    if (t === 0) continue;
    const above = {
      threshold: counts.thresholds[t - 1],
      members: counts.truePositives[t - 1],
      nonMembers: counts.falsePositives[t - 1],
    };
    bounds.push(boundsOf(above, step - 1, counts, error));
  }
  return { bounds, tried: steps.length };
}

function boundsOf(
  { threshold, members }: Called,
  nonMembers: number,
  counts: ThresholdCounts,
  error: number,
): RateBounds {
  const level = 1 - error; // each side of a two-sided interval has half of the error
  const [tprLow] = clopperPearson(members, counts.members, level);
  const [, fprHigh] = clopperPearson(nonMembers, counts.nonMembers, level);
  return { threshold, tprLow, fprHigh };
}
