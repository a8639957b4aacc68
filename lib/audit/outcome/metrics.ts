import type { InputFile } from "../../files/outputs/inputFiles";
import { schemaProblems } from "../../files/outputs/jsonSchema";
import { writeJson } from "../../files/outputs/writeJson";
import type { ViewPrecision } from "../../inference";
import { metricsSchema } from "./metricsSchema";
import type { ReadAs } from "./readAs";

/** The operating point at one limit on the false-positive rate. */
export interface OperatingPoint {
  /**
   * True-positive rate: the share of members at or above the threshold; of part "crossfitted" above that of
   * their own fold, found there as the largest TPR with an FPR at most the limit.
   */
  readonly tpr: number;
  /** False-positive rate that the threshold really reaches. */
  readonly fpr: number;
  /**
   * Scores from here up count as members; null if the limit lets no score through, and of part "crossfitted",
   * where each fold has its own.
   */
  readonly threshold: number | null;
  /** TPR less the limit on the FPR, 0 for guessing; absent, as the next two, where `ci` is. */
  readonly advantage?: number;
  /** TPR by the limit on the FPR: how many times more often members are flagged, 1 for guessing. */
  readonly lift?: number;
  /**
   * By the share of members among all rows, such as "0.01": the share of members among those who
   * are flagged at this TPR and at the FPR reached; null where nobody is flagged.
   */
  readonly precision?: Readonly<Record<string, number | null>>;
  /** 95 % interval of the true-positive rate. */
  readonly ci?: readonly [number, number];
  /** Why there is no interval, where there is none. */
  readonly note?: string;
}

/** How well one column of scores tells members on one part of the rows. */
export interface MetricsRow {
  /** The column of scores_public.csv, or of scores_private.csv for part "private". */
  readonly column: string;
  readonly model: string;
  readonly protocol: string;
  /**
   * The rows: those whose `part_PROTOCOL` in scores_public.csv has this value; "crossfitted", all of them,
   * each scored by the attack that has not seen its `fold_PROTOCOL`; or "private".
   */
  readonly part: string;
  /** Number of rows. */
  readonly n: number;
  /** Number of members among them. */
  readonly members: number;
  /** Of part "crossfitted" the mean over folds of the AUC within the fold. */
  readonly auc: number;
  /** 95 % interval of the AUC. */
  readonly auc_ci?: readonly [number, number];
  /** By the limit on the false-positive rate, such as "0.05". */
  readonly tpr: Readonly<Record<string, OperatingPoint>>;
}

/** The share of images that the target names right. */
export interface RecordedAccuracy {
  readonly set: string;
  readonly n: number;
  readonly accuracy: number;
  /** 95 % interval (Clopper and Pearson). */
  readonly ci: readonly [number, number];
}

/** Another reading beside the one at hand, on the same rows. */
export interface RecordedReading {
  readonly reading: string;
  readonly parameter: string;
  /** Rows that both were tried on. */
  readonly n: number;
  readonly accuracy: number;
  /** Of the reading at hand, on the same rows. */
  readonly atHand: number;
  /** Rows that this reading has right and the one at hand wrong, and the other way round. */
  readonly better: number;
  readonly worse: number;
  /** Chance of such a gain if neither were better (McNemar, exact), and adjusted by Holm. */
  readonly p: number;
  readonly adjusted: number;
}

/** Whether the network knows the images as they are read. */
export interface RecordedSelfCheck {
  /** On all rows, by set. */
  readonly accuracies: readonly RecordedAccuracy[];
  /** On the sample, as read. */
  readonly sample: RecordedAccuracy;
  /** Share of the commonest label in the sample. */
  readonly chance: number;
  /** Other readings of the same files, on the same rows or the first of them. */
  readonly readings: readonly RecordedReading[];
  readonly warns: boolean;
  readonly verdict: string;
}

/** One way to look at the images again, whether a run took it, and why or why not. */
export interface RecordedLook {
  /** A view's name, or "gradients". */
  readonly look: string;
  /** Forecast before it ran, of its passes and of what its predictors add to the fits. */
  readonly seconds: number;
  readonly runs: boolean;
  readonly because: string;
}

/** Which looks a run took. */
export interface RecordedLooks {
  /** Seconds that the attack might take, or null. */
  readonly budget: number | null;
  /** Forecast seconds: with the looks that were taken, and with all. */
  readonly forecast: { readonly taken: number; readonly all: number };
  readonly looks: readonly RecordedLook[];
  /** In which numbers views were computed; absent where there were none, and in earlier editions. */
  readonly views?: { readonly precision: ViewPrecision; readonly because: string };
}

/** What metrics.json holds. `metricsSchema` is the same as a JSON Schema. */
export interface Metrics {
  readonly rows: readonly MetricsRow[];
  readonly seeds: Readonly<Record<string, number>>;
  /** Name of the inference engine, after "onnx-" its provider: "onnx", "onnx-webgpu", "tfjs-node", ... */
  readonly engine: string;
  /** Seconds by stage. */
  readonly stages: Readonly<Record<string, number>>;
  /** Version by program or package. */
  readonly versions: Readonly<Record<string, string>>;
  /** The input files by their role: "model", "public", "private", "answers", "normalization", ... */
  readonly inputs: Readonly<Record<string, InputFile>>;
  /** How they were read; absent in runs of earlier editions. */
  readonly readAs?: ReadAs;
  /** When the run began (ISO 8601, UTC), and how long it took to here; absent in earlier editions. */
  readonly clock?: { readonly began: string; readonly seconds: number };
  /** Largest memory that the process held, all stages together. */
  readonly memory?: { readonly peakBytes: number };
  /** SHA-256 by name of the other files of the run, so that an edited one is noticed. */
  readonly artefacts?: Readonly<Record<string, string>>;
  /** By protocol: the arithmetic of its features and models; `perceptron`: of every protocol's network. */
  readonly arithmetic?: Readonly<Record<string, "float32" | "float64">>;
  /** Absent in runs of earlier editions. */
  readonly selfCheck?: RecordedSelfCheck;
  /** Of attacks that look at images in more than one way. */
  readonly looks?: RecordedLooks;
}

/**
 * Checks metrics against `metricsSchema` and writes them as JSON, atomically.
 *
 * @throws RangeError listing what does not agree with the schema, before a byte is written
 * @throws InputError if the file cannot be written
 * @example
 * writeMetrics("out/metrics.json", { rows, seeds: { seed: 42 }, engine: "onnx", stages, versions, inputs });
 */
export function writeMetrics(file: string, metrics: Metrics): void {
  const problems = schemaProblems(metrics, metricsSchema, "metrics");
  if (problems.length > 0) throw new RangeError(`${file}: ${problems.join("; ")}`);
  writeJson(file, metrics);
}
