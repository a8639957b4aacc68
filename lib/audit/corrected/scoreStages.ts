import { breakTies } from "../../ensemble";
import { brierScore, logLoss, rocAuc, tprAtFpr } from "../../metrics";
import { take } from "../../numeric/arrays";
import type { CalibratedScores } from "./calibrateOn";

/** One way to hand in a model's scores, and what it is worth on rows that fitted nothing. */
export interface ScoreStage {
  readonly model: string;
  /** "raw", "sigmoid", "isotonic" or "isotonic, ties broken". */
  readonly score: string;
  readonly "distinct scores": number;
  readonly AUC: number;
  readonly "TPR@5%": number;
  readonly "TPR@1%": number;
  readonly Brier: number;
  readonly "log loss": number;
}

/**
 * What calibration does to each model's scores: order, resolution at low FPR, and honesty as
 * probabilities.
 *
 * @param judged.attacks by model, calibrated on other rows
 * @param judged.membership 0 or 1 for each row of the scores
 * @param judged.rows the rows to read the figures off
 * @example
 * scoreStages({ attacks, membership, rows: report })[2]["distinct scores"]; // plateaus that are left
 */
export function scoreStages(judged: {
  readonly attacks: Readonly<Record<string, CalibratedScores>>;
  readonly membership: Uint8Array;
  readonly rows: Int32Array;
}): ScoreStage[] {
  const { attacks, membership, rows } = judged;
  const known = take(membership, rows);
  return Object.entries(attacks).flatMap(([model, { raw, isotonic, sigmoid }]) => {
    const scores = take(raw, rows);
    const steps = isotonic.transform(scores);
    const stages = {
      raw: scores,
      sigmoid: sigmoid.transform(scores),
      isotonic: steps,
      "isotonic, ties broken": breakTies(steps, scores),
    };
    return Object.entries(stages).map(([score, values]) => ({
      model,
      score,
      "distinct scores": new Set(values).size,
      AUC: rocAuc(known, values),
      "TPR@5%": tprAtFpr(known, values, 0.05).tpr,
      "TPR@1%": tprAtFpr(known, values, 0.01).tpr,
      Brier: brierScore(known, values),
      "log loss": logLoss(known, values),
    }));
  });
}
