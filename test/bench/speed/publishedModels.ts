import { createHash } from "node:crypto";
import { scaledAndCast } from "../../../lib/audit/published";
import {
  attackModels,
  IsotonicCalibration,
  MODEL_STAGES,
  makeModel,
  type PublishedName,
  trainTestSplit,
} from "../../../lib/ensemble";
import { publishedTprAtFpr, rocAuc, scoreStatistics } from "../../../lib/metrics";
import { type Matrix, take, takeRows } from "../../../lib/numeric/arrays";
import type { Parts } from "./publishedData";
import type { StageClock } from "./stageClock";

const SEED = 42;

/** The published models, in the order in which they are fitted. */
export const PUBLISHED_MODELS = Object.keys(MODEL_STAGES) as readonly PublishedName[];

/** AUC and TPR at the first ROC point with FPR >= .05. */
interface AucTpr {
  readonly auc: number;
  readonly tpr: number;
}

/** How one published model did. */
export interface ModelFigures {
  readonly validation_calibrated: AucTpr;
  readonly validation_raw: AucTpr;
  readonly private: ReturnType<typeof scoreStatistics>;
}

/** What the published attack found. */
export interface AttackFigures {
  readonly models: Readonly<Record<string, ModelFigures>>;
  /** The private scores that would be handed in. */
  readonly scores: Readonly<Record<string, Float64Array>>;
  /** SHA-256 of the validation rows' numbers, as little-endian int32. */
  readonly validationRows: string;
}

/**
 * The published attack from its columns on, defects and all, as test/bench/python/ensemble.py runs it.
 *
 * @param columns the published columns of both datasets
 * @param y 1 for a member, one a public row
 * @param options.forestJobs threads of the forest; -1 takes one for each core
 * @param options.models which of the published models are fitted; all by default
 */
export async function attackAsPublished(
  columns: Parts<Matrix>,
  y: Uint8Array,
  clock: StageClock,
  {
    forestJobs = -1,
    models = PUBLISHED_MODELS,
  }: { forestJobs?: number; models?: readonly PublishedName[] } = {},
): Promise<AttackFigures> {
  const { train, validation, refitted, rows } = await clock.time("split", () => {
    const scaled = scaledAndCast(columns.public);
    const refitted = scaledAndCast(columns.private);
    const rows = trainTestSplit(scaled.rows, { test_size: 0.2, random_state: SEED });
    const part = (index: Int32Array) => ({ X: takeRows(scaled, index), y: take(y, index) });
    return { train: part(rows.train), validation: part(rows.test), refitted, rows };
  });
  const figures: Record<string, ModelFigures> = {};
  const scores: Record<string, Float64Array> = {};
  const { published } = attackModels(SEED);
  for (const name of models) {
    const model = makeModel(published[name], { n_jobs: forestJobs });
    scores[name] = await clock.time(MODEL_STAGES[name], async () => {
      await model.fit(train.X, train.y);
      return model.predictProba(refitted);
    });
    const calibrated = await clock.time("calibration", () => {
      const calibration = new IsotonicCalibration();
      calibration.fit(model.predictProba(validation.X), validation.y);
      return calibration.transform(model.predictProba(validation.X));
    });
    figures[name] = await clock.time("metrics", () => ({
      validation_calibrated: aucTpr(validation.y, calibrated),
      validation_raw: aucTpr(validation.y, model.predictProba(validation.X)),
      private: scoreStatistics(scores[name]),
    }));
  }
  const numbers = Buffer.from(Int32Array.from(rows.test).buffer);
  const validationRows = createHash("sha256").update(numbers).digest("hex");
  return { models: figures, scores, validationRows };
}

function aucTpr(y: Uint8Array, scores: Float64Array): AucTpr {
  return { auc: rocAuc(y, scores), tpr: publishedTprAtFpr(y, scores, 0.05).tpr };
}
