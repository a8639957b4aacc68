import figures from "./reported.json";

/** The three attack models, as the report names them. */
export type ModelName = "RF" | "LightGBM" | "MLP";

/** AUC and TPR at FPR .05 as the report states them; null where it is silent. */
export interface ReportedAttack {
  readonly auc: number | null;
  readonly tpr: number | null;
}

/** Smallest, largest, mean and standard deviation of the private scores as the report states them. */
export interface ReportedScores {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
}

/**
 * What the report of the published attack states about its own target and rows. They belong to
 * that target: beside another one they stand for comparison only.
 *
 * @example
 * reported.validation.MLP.auc; // 0.6591
 */
export const reported: {
  readonly source: string;
  /** On its validation rows, after a calibration fitted on the same rows. */
  readonly validation: Readonly<Record<ModelName, ReportedAttack>>;
  /** By the course server, on 3,000 members and 3,000 non-members of the private set. */
  readonly server: Readonly<Record<ModelName, ReportedAttack>>;
  /** Of the 20,000 private scores that were handed in. */
  readonly privateScores: Readonly<Record<ModelName, ReportedScores>>;
} = figures;

/**
 * What the report states of a model, for a table beside figures of validation rows.
 *
 * @example
 * reportedFigures("RF"); // { "reported AUC": .6715, "reported TPR": .1454, "server AUC": null, .. }
 */
export function reportedFigures(model: string) {
  const { validation, server } = reported;
  const [own, found] = [validation[model as ModelName], server[model as ModelName]];
  return {
    "reported AUC": own?.auc,
    "reported TPR": own?.tpr,
    "server AUC": found?.auc,
    "server TPR": found?.tpr,
  };
}

/**
 * What the report states of a model's private scores, for a table beside our own.
 *
 * @example
 * reportedScores("RF"); // { "reported min": .0073, "reported max": .6209, .. }
 */
export function reportedScores(model: string): Record<string, number> {
  const stated = Object.entries(reported.privateScores[model as ModelName] ?? {});
  return Object.fromEntries(stated.map(([name, value]) => [`reported ${name}`, value]));
}
