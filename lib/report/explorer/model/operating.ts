import { clopperPearsonBound } from "../../../audit/epsilon/clopperPearsonBound";
import { rateBounds } from "../../../audit/epsilon/rates";
import { clopperPearson, type Estimate, precisionAtPrior } from "../../../metrics";
import type { Cuts } from "./judged";

/** What a cut does to the rows that judge it. */
export interface Operating {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly members: number;
  readonly nonMembers: number;
  readonly tpr: Estimate;
  readonly fpr: Estimate;
  /** Share of members among the flagged ones, null where nobody is flagged. */
  readonly precision: number | null;
  /** The same where a share `prior` of all rows are members. */
  readonly precisionAtPrior: number | null;
  /** How many times as often members are flagged as others, null where no other is. */
  readonly lift: number | null;
  /** The largest epsilon that the cut contradicts, delta = 0, with a confidence of 95 %. */
  readonly epsilon: number;
}

/**
 * What a cut does. The intervals and epsilon hold for a cut that was settled beforehand, not for the
 * best of many that were tried on the same rows.
 *
 * @param cut how many of the cuts are flagged, 0 = none
 * @returns null where no row judges
 * @example
 * operating(cuts, 12, 0.5)?.tpr; // { value: .145, low: .13, high: .16 }
 */
export function operating({ counts }: Cuts, cut: number, prior: number): Operating | null {
  if (counts === null) return null;
  const { members, nonMembers } = counts;
  const truePositives = cut === 0 ? 0 : counts.truePositives[cut - 1];
  const falsePositives = cut === 0 ? 0 : counts.falsePositives[cut - 1];
  const flagged = truePositives + falsePositives;
  const [tpr, fpr] = [share(truePositives, members), share(falsePositives, nonMembers)];
  const threshold = cut === 0 ? Number.POSITIVE_INFINITY : counts.thresholds[cut - 1];
  const { bounds } = rateBounds(counts, 0.95, threshold);
  return {
    ...{ truePositives, falsePositives, members, nonMembers, tpr, fpr },
    precision: flagged === 0 ? null : truePositives / flagged,
    precisionAtPrior: precisionAtPrior(tpr.value, fpr.value, prior),
    lift: falsePositives === 0 ? null : tpr.value / fpr.value,
    epsilon: clopperPearsonBound(bounds, 0).epsilon,
  };
}

/**
 * A share with Clopper and Pearson's 95 % interval.
 *
 * @example
 * share(7, 100); // { value: .07, low: .0286, high: .1389 }
 */
export function share(some: number, all: number): Estimate {
  const [low, high] = clopperPearson(some, all);
  return { value: some / all, low, high };
}
