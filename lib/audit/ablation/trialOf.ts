import type { Ablation, Trial } from "./ablate";

/**
 * The trial that goes one way.
 *
 * @param group the group that is added or left out, null for the base and for all
 * @throws RangeError if the ablation has no such trial
 * @example
 * trialOf(ablation, "in", "sorted").scores;
 */
export function trialOf(
  { trials }: Pick<Ablation, "trials">,
  way: Trial["way"],
  group: string | null = null,
): Trial {
  const trial = trials.find((one) => one.way === way && one.group === group);
  if (trial) return trial;
  const names = trials.map(({ name }) => name).join(", ");
  throw new RangeError(`ablation: found no trial ${way} ${group ?? ""}among ${names}`);
}
