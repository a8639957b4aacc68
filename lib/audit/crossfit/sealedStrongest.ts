import { chooseEnsemble } from "../../ensemble";
import { fitPredictors } from "../../features/predictors";
import { take, takeRows } from "../../numeric/arrays";
import { chooseCalibration } from "../corrected/chooseCalibration";
import type { PublicParts } from "../protocol/split";
import { sealedScores } from "./judgedScores";
import type { AttackOptions, AttackParts, StrongestAttack } from "./strongest";

/**
 * The strongest attack, judged on a sealed fifth: groups of predictors, choice and models on the fit rows,
 * calibration on the calibrate rows.
 *
 * @throws RangeError as the groups and models do
 * @example
 * const attack = await sealedStrongest({ groups, set, estimators }, { membership, parts }, { seed: 42 });
 * rocAuc(take(membership, parts.report), attack.judged.column("raw"));
 */
export async function sealedStrongest(
  { groups, set, estimators }: AttackParts,
  { membership, parts }: { readonly membership: Uint8Array; readonly parts: PublicParts },
  { seed, n_jobs = -1, onProgress }: AttackOptions,
): Promise<StrongestAttack> {
  const fitted = fitPredictors(groups, set, parts.fit);
  const X = fitted.transform(set);
  const Xfit = takeRows(X, parts.fit);
  const known = take(membership, parts.fit);
  const options = { estimators, random_state: seed, n_jobs };
  const choice = await chooseEnsemble(Xfit, known, options, onProgress);
  const raw = (await choice.fit(onProgress)).predictProba(X);
  const unseen = take(membership, parts.calibrate);
  const calibration = chooseCalibration(take(raw, parts.calibrate), unseen, { seed });
  const columns = { raw, calibrated: calibration.calibrate(raw) };
  const { chosen, standings, outOfFold, fitOn } = choice;
  const standing = standings.find(({ name }) => name === chosen);
  return {
    chosen,
    standings,
    outOfFold,
    judged: sealedScores("best", parts.report, columns, { whole: true }),
    choices: [
      {
        "rows judged": parts.report.length,
        "chosen on rows": parts.fit.length,
        chosen,
        calibration: calibration.chosen,
        AUC: standing?.auc ?? Number.NaN,
        "TPR@5%": standing?.tpr ?? Number.NaN,
      },
    ],
    calibration,
    fitOn,
  };
}
