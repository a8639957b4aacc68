import { largest } from "../../numeric/arrays";
import type { PhiOfView } from "./liraScores";
import { logConfidence } from "./rmia";

/**
 * BASE: log p_y under the target less the log of the mean p_y over reference models: those that left
 * the example out ("offline") or all ("online").
 *
 * @param phi of target and references
 * @param trainedOn [M, N]: 1 in, 0 out
 * @returns N scores in nats, high = member
 * @throws RangeError if an example has no model to be measured against
 * @see Lassila et al., Practical Bayes-Optimal Membership Inference Attacks (2025)
 * @example
 * baseScores({ target, references }, outputs.trainedOn, "offline");
 */
export function baseScores(
  { target, references }: PhiOfView,
  trainedOn: Uint8Array,
  mode: "online" | "offline",
): Float64Array {
  const rows = target.length;
  const models = references.length / rows;
  return target.map((phi, i) => {
    const logs: number[] = [];
    for (let m = 0; m < models; m++) {
      const k = m * rows + i;
      if (mode === "online" || trainedOn[k] === 0) logs.push(logConfidence(references[k]));
    }
    if (logs.length === 0) {
      throw new RangeError(
        `references: found no model that left out row ${i}, expected at least one`,
      );
    }
    return logConfidence(phi) - logMeanExp(logs);
  });
}

function logMeanExp(logs: readonly number[]): number {
  const most = largest(logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - most), 0);
  return most + Math.log(sum / logs.length);
}
