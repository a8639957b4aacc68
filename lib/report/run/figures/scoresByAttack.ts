import type { ScoreHistogramsData } from "../../figures";
import type { Run } from "../readRun";
import { thresholdOf } from "./thresholdOf";

/**
 * The scores of all corrected attacks on the report rows, each with its threshold at FPR <= .05; scores that
 * leave 0 to 1, as log-likelihood ratios do, are named and left out.
 *
 * @returns what `scoreHistograms` takes, or why there are no scores
 * @example
 * drawing(scoreHistograms, scoresByAttack(run), { split: "report rows, corrected" });
 */
export function scoresByAttack(run: Run): ScoreHistogramsData | string {
  const all = run.attacks("corrected");
  if (all.length === 0) return "No histograms: the run has no corrected scores.";
  const drawn = all.filter(({ scores }) => scores.every((score) => score >= 0 && score <= 1));
  return {
    membership: all[0].membership,
    attacks: drawn.map(({ name, scores }) => ({ name, scores, threshold: thresholdOf(run, name) })),
    leftOut: all.filter((one) => !drawn.includes(one)).map(({ name }) => name),
  };
}
