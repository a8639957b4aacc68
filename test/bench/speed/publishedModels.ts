import { createHash } from "node:crypto";
import {
  type Classifier,
  IsotonicCalibration,
  LGBMClassifier,
  MLPClassifier,
  RandomForestClassifier,
  StandardScaler,
  trainTestSplit,
} from "../../../lib/ensemble";
import { publishedTprAtFpr, rocAuc, scoreStatistics } from "../../../lib/metrics";
import { type Matrix, take, takeRows } from "../../../lib/numeric/arrays";
import type { Parts } from "./publishedData";
import type { StageClock } from "./stageClock";
import type { StageName } from "./stages";

const SEED = 42;

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

const models = (forestJobs: number): Record<string, { stage: StageName; model: Classifier }> => ({
  RF: {
    stage: "forest",
    model: new RandomForestClassifier({
      n_estimators: 100,
      max_depth: 15,
      min_samples_split: 5,
      random_state: SEED,
      n_jobs: forestJobs,
    }),
  },
  LightGBM: {
    stage: "boosting",
    model: new LGBMClassifier({
      n_estimators: 200,
      max_depth: 15,
      learning_rate: 0.05,
      random_state: SEED,
    }),
  },
  MLP: {
    stage: "perceptron",
    model: new MLPClassifier({ hidden_layer_sizes: [64, 32], max_iter: 100, random_state: SEED }),
  },
});

/**
 * The published attack from its columns on, defects and all, as test/bench/python/ensemble.py runs it.
 *
 * @param columns the published columns of both datasets
 * @param y 1 for a member, one a public row
 * @param forestJobs threads of the forest; -1 takes one for each core
 */
export async function attackAsPublished(
  columns: Parts<Matrix>,
  y: Uint8Array,
  clock: StageClock,
  forestJobs = -1,
): Promise<AttackFigures> {
  const { train, validation, refitted, rows } = await clock.time("split", () => {
    const scaled = new StandardScaler().fit(columns.public).transform(columns.public);
    const refitted = new StandardScaler().fit(columns.private).transform(columns.private);
    const rows = trainTestSplit(scaled.rows, { test_size: 0.2, random_state: SEED });
    const part = (index: Int32Array) => ({ X: takeRows(scaled, index), y: take(y, index) });
    return { train: part(rows.train), validation: part(rows.test), refitted, rows };
  });
  const figures: Record<string, ModelFigures> = {};
  const scores: Record<string, Float64Array> = {};
  for (const [name, { stage, model }] of Object.entries(models(forestJobs))) {
    scores[name] = await clock.time(stage, async () => {
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
