import type { Machine, Prediction, Training } from "../data/machine";
import { isPrivate, share } from "../data/part";
import type { Leak } from "../leak";
import { under } from "../run/newMachine";
import type { Run } from "../run/run";
import { leakOf, placeOf } from "./telling";

/** A model is calibrated, and then the one before the calibration gives the scores. */
export function calibration(run: Run): Leak[] {
  const leaks: Leak[] = [];
  for (const { machine: calibrator, at } of calibrations(run)) {
    if (run.predictions.some((one) => one.machine === calibrator && isToHandIn(one, run))) continue;
    const raw = run.predictions.find(
      (one) =>
        under(calibrator).includes(one.machine) &&
        isToHandIn(one, run) &&
        run.numberOf(one) > run.numberOf(calibrator.trainings[0]),
    );
    if (raw === undefined) continue;
    const certainty = [...raw.parts].some(isPrivate) ? "sure" : "likely";
    const what = {
      found: `calibrated in ${placeOf(at)}, but the scores in ${placeOf(raw.at)} are those of ${raw.machine.name} before the calibration`,
      expected: "the calibrated model's scores",
      mend: "keep what the calibration returns, and predict with it",
    };
    const way = [
      { ...at, what: "calibrate" as const },
      { ...raw.at, what: "use" as const },
    ];
    leaks.push(leakOf("calibrated-discarded", certainty, what, way));
  }
  return leaks;
}

function calibrations(run: Run): Training[] {
  return run.trainings.filter(({ machine }) => isCalibrator(machine));
}

function isCalibrator({ role, inner }: Machine): boolean {
  return role === "calibrator" && inner.size > 0;
}

/** Whether rows are such as scores are handed in for: private, or never fitted on nor judged by. */
function isToHandIn({ parts }: Prediction, run: Run): boolean {
  if (parts.size === 0) return false;
  if ([...parts].some(isPrivate)) return true;
  const isKnown =
    run.trainings.some((one) => share(one.parts, parts)) ||
    run.judgements.some((one) => share(one.parts, parts));
  return !isKnown && [...parts].every(({ above }) => [...above].every(({ side }) => side === null));
}
