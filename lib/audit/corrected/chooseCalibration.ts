import {
  breakTies,
  type Calibration,
  IsotonicCalibration,
  SigmoidCalibration,
  StratifiedKFold,
} from "../../ensemble";
import { brierScore, type HighIsMemberScores, logLoss } from "../../metrics";
import { take } from "../../numeric/arrays";

/** One way to make probabilities of scores, on rows that did not fit it. */
export interface TriedCalibration {
  /** "none", "isotonic" or "sigmoid". */
  readonly calibration: string;
  readonly "Brier score": number;
  readonly "log loss": number;
}

/** The calibration of the smallest Brier score, fitted on all rows. */
export interface CalibrationChoice {
  readonly chosen: string;
  readonly tried: readonly TriedCalibration[];
  /** Probabilities of raw scores, which decide among equal ones, so that no rank is lost. */
  calibrate(raw: Float64Array): Float64Array;
}

const FOLDS = 2;

const none: Pick<Calibration, "transform"> = { transform: (scores) => Float64Array.from(scores) };

const KINDS: Readonly<Record<string, (raw: Float64Array, y: Uint8Array) => typeof none>> = {
  none: () => none,
  isotonic: (raw, y) => new IsotonicCalibration().fit(raw, y),
  sigmoid: (raw, y) => new SigmoidCalibration().fit(raw, y),
};

/**
 * Chooses between no calibration, isotonic and sigmoid on rows that the model has not seen: they are
 * dealt into two halves that judge each other, and the smallest mean Brier score wins (of equal
 * ones the first).
 *
 * @param raw scores in [0, 1], high = member
 * @param membership 0 or 1 for each of them
 * @param options `seed`: deals out the rows
 * @throws RangeError as the calibrations and `StratifiedKFold` do
 * @example
 * const choice = chooseCalibration(take(raw, calibrate), take(membership, calibrate), { seed: 42 });
 * choice.calibrate(privateRaw);
 */
export function chooseCalibration(
  raw: Float64Array,
  membership: Uint8Array,
  { seed }: { readonly seed: number },
): CalibrationChoice {
  const halves = new StratifiedKFold({ n_splits: FOLDS, shuffle: true, random_state: seed });
  const splits = halves.split(membership);
  const tried = Object.entries(KINDS).map(([calibration, fit]): TriedCalibration => {
    const judged = splits.map(({ train, test }) => {
      const map = fit(take(raw, train), take(membership, train));
      return { known: take(membership, test), probabilities: map.transform(take(raw, test)) };
    });
    const meanOf = (score: (y: Uint8Array, p: HighIsMemberScores) => number) =>
      judged.reduce((sum, { known, probabilities: p }) => sum + score(known, p) / FOLDS, 0);
    return { calibration, "Brier score": meanOf(brierScore), "log loss": meanOf(logLoss) };
  });
  const best = tried.reduce((a, b) => (b["Brier score"] < a["Brier score"] ? b : a));
  const map = KINDS[best.calibration](raw, membership);
  return {
    chosen: best.calibration,
    tried,
    calibrate: (scores) => breakTies(map.transform(scores), scores),
  };
}
