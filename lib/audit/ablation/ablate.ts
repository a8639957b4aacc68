import { type ModelSpec, makeModel } from "../../ensemble";
import {
  type AuditSet,
  foldPredictors,
  type PredictorGroup,
  viewsNeeded,
} from "../../features/predictors";
import { take, takeRows } from "../../numeric/arrays";
import { outOfFoldModels } from "../protocol";
import { type TrialPlan, trialsOf } from "./trialsOf";

/** What an ablation is made on. */
export interface AblationSubject {
  /** The public set, with all that the groups need. */
  readonly set: AuditSet;
  /** 0 or 1 for each of its rows; only that of `rows` is looked at. */
  readonly membership: Uint8Array;
  /** The rows to fit and to judge on, out of fold; no other row is looked at. */
  readonly rows: Int32Array;
  /** The model that judges, of one seed. */
  readonly model: ModelSpec;
}

/** How an ablation is made. */
export interface AblationOptions {
  /** Deals out the folds. */
  readonly seed: number;
  /** One pass over the set's images, for its seconds. */
  readonly onePass: () => Promise<unknown>;
  /** Seconds that the set's gradients took; 0 unless given. */
  readonly gradientSeconds?: number;
  /** What the groups look at, in the order in which it is taken; none: no trials of fewer looks. */
  readonly looks?: readonly string[];
  /** Called after each trial. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Some groups, judged out of fold. */
export interface Trial extends Omit<TrialPlan, "groups"> {
  /** Passes over the images, the plain one counted. */
  readonly passes: number;
  /** Of the passes, the gradients, the columns and the fits. */
  readonly seconds: number;
  /** One for each of the rows. */
  readonly scores: Float64Array;
}

/** All trials, and the membership of the rows that they are judged on. */
export interface Ablation {
  readonly trials: readonly Trial[];
  readonly membership: Uint8Array;
  readonly seed: number;
}

/**
 * Fits a model out of fold with the first group alone, with each other one added, with all groups,
 * with each taken out, and with all on fewer and fewer looks. Groups that learn are fitted anew in every fold.
 *
 * @throws RangeError as `outOfFoldModels`, `foldPredictors` and the model do
 * @example
 * const found = await ablate(groups, { set, membership, rows: parts.fit, model: { model: "LGBMClassifier" } }, {
 *   seed: 42, onePass: () => target.logits(dataset.images),
 * });
 * showTable(ablationLines(found));
 */
export async function ablate(
  groups: readonly PredictorGroup[],
  subject: AblationSubject,
  { seed, onePass, gradientSeconds = 0, looks = [], onProgress }: AblationOptions,
): Promise<Ablation> {
  const { set, rows, model } = subject;
  const membership = take(subject.membership, rows);
  const { seconds: pass } = await timed(onePass);
  const trials: Trial[] = [];
  const plans = trialsOf(groups, looks);
  for (const { groups: chosen, ...plan } of plans) {
    const { result, seconds: own } = await timed(() => {
      const columnsOfFold = foldPredictors(chosen, set);
      return outOfFoldModels({
        membership,
        scale: model.scale ?? false,
        seed,
        models: { model: () => makeModel(model) },
        predictors: (fold) => takeRows(columnsOfFold(fold.map((place) => rows[place])), rows),
      });
    });
    const passes = new Set(["plain", ...viewsNeeded(chosen)]).size;
    const back = chosen.some(({ needs }) => needs.gradients) ? gradientSeconds : 0;
    const seconds = passes * pass + back + own;
    trials.push({ ...plan, passes, seconds, scores: result.scores.model });
    onProgress?.(trials.length, plans.length);
  }
  return { trials, membership, seed };
}

async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}
