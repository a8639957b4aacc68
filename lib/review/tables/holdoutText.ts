import type { Holdout } from "../answers/simulateHoldout";
import { gapText } from "../output/words";

/**
 * How far a leaderboard can lie from the final ranking, in a sentence.
 *
 * @example
 * holdoutText(judgement.holdout); // "Leaderboard on 30 % of the rows less final on the rest, ..."
 */
export function holdoutText({ share, splits, auc, tpr }: Holdout): string {
  const shown = `Leaderboard on ${Math.round(100 * share)} % of the rows less final on the rest`;
  const gaps = `${gapText("AUC", auc)}, ${gapText("TPR at FPR <= .05", tpr)}`;
  return `${shown}, 95 % of ${splits} splits: ${gaps}.`;
}
