import { rankCorrelations } from "../../../metrics";
import type { ScoreAgreementData } from "../../figures";
import { choiceAucs } from "../chosenModel";
import type { Run } from "../readRun";

const most = 4; // more panels have no room for their dots

/**
 * The corrected attacks against each other on the rows that judge; of more than four those with the
 * largest AUC of those that a model is chosen by.
 *
 * @returns what `scoreAgreement` takes, or why nothing can be compared
 * @example
 * drawing(scoreAgreement, agreements(run), { split: "report rows" });
 */
export function agreements(run: Run): ScoreAgreementData | string {
  const all = run.attacks("corrected");
  if (all.length < 2) return "No score agreement: the run has fewer than two corrected attacks.";
  const kept = choiceAucs(run)
    .slice(0, most)
    .map(({ model }) => model);
  const attacks = all.filter(({ name }) => kept.includes(name));
  return {
    membership: all[0].membership,
    attacks,
    rankCorrelation: rankCorrelations(attacks.map(({ scores }) => scores)),
  };
}
