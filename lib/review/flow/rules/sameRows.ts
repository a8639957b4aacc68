import { isClustering } from "../apis/estimators";
import type { Judgement, Machine, Training } from "../data/machine";
import { covers, type Part, share } from "../data/part";
import type { Leak } from "../leak";
import type { Run } from "../run/run";
import { leakOf, placeOf, scoredIn, splitIn, splitOf } from "./telling";

/** Figures on rows that the model, or its calibration, was fitted on. */
export function sameRows(run: Run): Leak[] {
  return run.judgements.flatMap((judgement) => {
    const { machine, isFigure, isWithin, trainings } = judgement;
    if (machine === null || !isFigure || isWithin || isClustering(machine.name)) return [];
    return trainings.flatMap((training) => ofTraining(machine, training, judgement, run));
  });
}

function ofTraining(machine: Machine, training: Training, judgement: Judgement, run: Run): Leak[] {
  const { parts, at } = judgement;
  if (!share(training.parts, parts)) return [];
  const { role, isPrefit } = training.machine;
  if (role === "calibrator" && isPrefit) return [calibration(training, judgement)];
  const held = heldOut(training, parts);
  if (held !== null) {
    const split = splitOf(parts);
    const what = {
      found: `overlap: ${machine.name} is fitted in ${placeOf(training.at)} on rows that are ${splitIn(split)}${scoredIn(judgement)}`,
      expected: "no row both fitted on and judged by",
      mend: "fit on the training part; fit on all rows only after the last figure",
    };
    return [leakOf("overlap", "likely", what, [training.at, split, at])];
  }
  if (!isWholly(training.parts, parts) || isJudgedElsewhere(machine, run)) return [];
  const what = {
    found: `the figure in ${placeOf(at)} is read on the rows that ${machine.name} is fitted on in ${placeOf(training.at)}`,
    expected: "figures on rows that were kept apart",
    mend: "split first, and score the part that was not fitted on",
  };
  return [leakOf("report-on-training", "likely", what, [training.at, at])];
}

function calibration(training: Training, judgement: Judgement): Leak {
  const what = {
    found: `calibrated in ${placeOf(training.at)} on the rows that are ${scoredIn(judgement)}`,
    expected: "calibration on rows that no figure is reported on",
    mend: "three parts: fit, calibrate, report",
  };
  const calibrated = { ...training.at, what: "calibrate" as const };
  const way = [calibrated, splitOf(judgement.parts), judgement.at];
  return leakOf("calibrate-and-report", "sure", what, way);
}

/** A part that was split off for judging and lies among the rows of the training. */
function heldOut(training: Training, parts: ReadonlySet<Part>): Part | null {
  for (const part of parts) {
    for (const one of part.above) {
      if (one.side !== "test") continue;
      for (const fitted of training.parts) {
        if (fitted !== one && covers(fitted, one) && !fitted.above.has(one)) return one;
      }
    }
  }
  return null;
}

function isWholly(fitted: ReadonlySet<Part>, judged: ReadonlySet<Part>): boolean {
  return [...judged].every((part) => [...fitted].some((one) => covers(one, part)));
}

function isJudgedElsewhere(machine: Machine, run: Run): boolean {
  return run.judgements.some(
    (one) =>
      one.machine === machine &&
      (one.isWithin || one.trainings.every(({ parts }) => !share(parts, one.parts))),
  );
}
