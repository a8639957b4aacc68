import type { Matrix } from "../../numeric/arrays";
import type { CalibratedScores, FittedOnRows } from "../corrected";

/** The corrected attacks, and the rows that judge what each mistake would cost them. */
export interface CorrectedSubjects {
  /** By model: fitted on fit rows, calibrated on calibrate rows. */
  readonly attacks: Readonly<Record<string, FittedOnRows & CalibratedScores>>;
  /** Predictors of all public rows. */
  readonly X: Matrix;
  /** 0 or 1 for each public row. */
  readonly membership: Uint8Array;
  /** The report rows. */
  readonly rows: Int32Array;
}

/** A published attack on the rows that it calibrates and reports on. */
export interface PublishedSubject {
  /** 0 or 1 for each validation row. */
  readonly y: Uint8Array;
  /** Of the validation rows, high = member. */
  readonly raw: Float64Array;
  readonly calibrated: Float64Array;
}
