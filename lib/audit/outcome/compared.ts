import type { HighIsMemberScores, Membership } from "../../metrics";
import { type JudgeOptions, judgedAuc, judgedTpr } from "./judged";
import { pairedGain } from "./readings";

/**
 * A line of a table that sets attacks side by side on the same rows: AUC and TPR at FPR <= .05 and
 * .01 with 95 % intervals and, beside a rival, what the scores gain over its, paired.
 *
 * @param rival scores of the same rows, or null
 * @param options `seed` of the bootstraps; `folds` of cross-fitted scores
 * @throws RangeError as `bootstrapTpr` or `crossfittedTpr`
 * @example
 * showTable([{ attack: "best", ...compared(membership, best, published, { seed: 42 }) }]);
 */
export function compared(
  membership: Membership,
  scores: HighIsMemberScores,
  rival: HighIsMemberScores | null,
  options: JudgeOptions,
) {
  const [tpr5, tpr1] = judgedTpr(membership, scores, [0.05, 0.01], options);
  return {
    n: membership.length,
    AUC: judgedAuc(membership, scores, options),
    "TPR@5%": tpr5,
    "TPR@1%": tpr1,
    ...(rival ? pairedGain(membership, scores, rival, options) : {}),
  };
}
