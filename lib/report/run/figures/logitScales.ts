import type { LogitScalingData } from "../../figures";
import type { Run } from "../readRun";

const probabilities = ["true_class_prob", "confidence"]; // as A1_12_Ensemble and Best_Attack name it

/**
 * The true class's probability and phi of all public rows.
 *
 * @returns what `logitScaling` takes, or why there is nothing to compare
 * @example
 * drawing(logitScaling, logitScales(run), { split: "public rows" });
 */
export function logitScales({ membership, predictors }: Run): LogitScalingData | string {
  const probability = probabilities.find((name) => predictors.names.includes(name));
  if (probability === undefined || !predictors.names.includes("phi")) {
    return "No histograms: the run's predictors hold no phi beside the true class's probability.";
  }
  const [trueClassProb, phi] = [probability, "phi"].map((name) => predictors.numbers(name));
  return { membership, trueClassProb, phi };
}
