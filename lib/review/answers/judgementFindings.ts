import { type Finding, finding } from "../finding";
import type { Judgement } from "./judge";

/** TPR that ties may take away before it is worth a word. */
const leastLoss = 0.005;

/**
 * What the answers show to be wrong with the scores: upside down, no better than chance, or tied
 * where it counts.
 *
 * @example
 * judgementFindings(judge(scores, answers, options));
 */
export function judgementFindings({ auc, tieCost }: Judgement): Finding[] {
  const findings: Finding[] = [];
  const [low, high] = auc.interval ?? [auc.auc, auc.auc];
  const figures = `AUC ${auc.auc.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
  if (high < 0.5) {
    const mend = "hand in 1 - score: a loss or an entropy is low for members";
    const what = { found: `${figures}: upside down`, expected: "members score high", mend };
    findings.push(finding("warning", "inverted", what));
  } else if (low <= 0.5) {
    const mend = "check that ids and scores belong together row by row";
    findings.push(finding("warning", "chance", { found: figures, expected: "AUC above .5", mend }));
  }
  const lost = tieCost.tprIfBroken - tieCost.tpr;
  if (lost > leastLoss) {
    findings.push(
      finding("warning", "tie-cost", {
        found: `TPR at FPR <= .05 is ${tieCost.tpr.toFixed(4)}; with ties broken at random ${tieCost.tprIfBroken.toFixed(4)}`,
        expected: "no plateau across the threshold",
        mend: "break ties by the uncalibrated score",
      }),
    );
  }
  return findings;
}
