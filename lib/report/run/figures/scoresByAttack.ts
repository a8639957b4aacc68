import type { ScoreHistogramsData } from "../../figures";
import type { Run } from "../readRun";
import { thresholdOf } from "./thresholdOf";

/**
 * The scores of all corrected attacks on the report rows, each with its threshold at FPR <= .05.
 *
 * @returns what `scoreHistograms` takes, or why there are no scores
 * @example
 * drawing(scoreHistograms, scoresByAttack(run), { split: "report rows, corrected" });
 */
export function scoresByAttack(run: Run): ScoreHistogramsData | string {
  const attacks = run.attacks("corrected");
  if (attacks.length === 0) return "No histograms: the run has no corrected scores.";
  const [{ membership }] = attacks;
  return {
    membership,
    attacks: attacks.map(({ name, scores }) => ({
      name,
      scores,
      threshold: thresholdOf(run, name),
    })),
  };
}
