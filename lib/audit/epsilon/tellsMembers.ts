import type { ThresholdCounts } from "../../metrics";
import { chanceOfAtLeast } from "./binomial";
import type { Called } from "./thresholds";

/** Chance with which scores that say nothing pass, over all thresholds together. */
const LEVEL = 0.001;

/**
 * Whether scores tell members from non-members at all: one threshold of the ladder calls more members
 * than chance would in one of a thousand audits. A bound whose threshold was looked for is 0 without
 * it, so that of thousands of models without a leak next to none gets an epsilon.
 *
 * @param tried thresholds for which the level is corrected
 */
export function tellsMembers(
  called: readonly Called[],
  { members, nonMembers }: ThresholdCounts,
  tried: number,
): boolean {
  const share = members / (members + nonMembers);
  return called.some((one) => {
    const calls = one.members + one.nonMembers;
    return chanceOfAtLeast(one.members, calls, share) < LEVEL / tried;
  });
}
