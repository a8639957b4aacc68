import type { Certainty, Step } from "../leak";
import type { Part } from "./part";

/** What was learnt of rows: a scaler's means, a vocabulary, a statistic, a threshold. */
export interface Fit {
  readonly kind:
    | "transform"
    | "select"
    | "resample"
    | "statistic"
    | "gaussian"
    | "threshold"
    | "parameters";
  /** The class or function. */
  readonly what: string;
  /** How much it can tell of the rows. */
  readonly certainty: Certainty;
  readonly parts: ReadonlySet<Part>;
  readonly at: Step;
}

/** What an estimator is for. */
export type Role =
  | "transformer"
  | "sampler"
  | "model"
  | "calibrator"
  | "search"
  | "splitter"
  | "pipeline"
  | "unknown";

/** One call of an estimator's fit. */
export interface Training {
  readonly machine: Machine;
  readonly parts: ReadonlySet<Part>;
  /** What had shaped the rows that it was fitted on. */
  readonly fits: ReadonlySet<Fit>;
  readonly at: Step;
}

/** An estimator: each call of a constructor makes one. */
export interface Machine {
  readonly name: string;
  role: Role;
  /** Of a transformer: what fitting it tells; null if nothing of the rows. */
  certainty: Certainty | null;
  readonly inner: ReadonlySet<Machine>;
  /** What its settings were chosen by. */
  readonly settings: ReadonlySet<Fit>;
  /** Whether it is fitted on top of a model that is fitted already. */
  readonly isPrefit: boolean;
  /** The last call of fit, or all where fitting goes on. */
  trainings: readonly Training[];
}

/** What a model says of rows. */
export interface Prediction {
  readonly machine: Machine;
  readonly trainings: readonly Training[];
  readonly parts: ReadonlySet<Part>;
  readonly fits: ReadonlySet<Fit>;
  readonly at: Step;
}

/** A figure, or a prediction on rows that were kept apart. */
export interface Judgement {
  /** Null where scores are judged that no model in the code gave. */
  readonly machine: Machine | null;
  readonly trainings: readonly Training[];
  /** The rows that judge. */
  readonly parts: ReadonlySet<Part>;
  /** What shaped the scores. */
  readonly fits: ReadonlySet<Fit>;
  readonly isFigure: boolean;
  /** Whether rows were set aside within the call: cross-validation, `validation_split`. */
  readonly isWithin: boolean;
  readonly at: Step;
}
