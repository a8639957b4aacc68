import { namedEstimator } from "../apis/estimators";
import type { Fit, Machine, Training } from "../data/machine";
import { flat, nothing, oneOf, union, type Value, valueWith } from "../data/value";
import type { Call } from "./call";
import { folds } from "./callSplit";
import type { Given } from "./given";
import { holdsModel, newMachine, surestOf, under } from "./newMachine";
import { handedOn } from "./rows";
import { type Run, stepAt } from "./run";

const fits = new Set(["fit", "partial_fit", "fit_generator", "fit_on_texts", "train_on_batch"]);
const fitsAndTransforms = new Set(["fit_transform", "fitTransform", "fit_predict"]);
const resamples = new Set(["fit_resample", "fit_sample"]);
const predicts = /^(?:predict\w*|decision_function|score_samples)$/;
const scores = new Set(["score", "evaluate", "evaluate_generator", "test_on_batch"]);
const transforms = new Set(["transform", "inverse_transform", "texts_to_sequences"]);
const selves = new Set([
  ...["set_params", "compile", "eval", "train", "to", "cuda", "cpu", "float", "double", "build"],
]);
const asks = new Set(["split", "get_support", "get_n_splits"]);

/** Whether a method is one that estimators have. */
export function isMachineMethod(name: string): boolean {
  const sets = [fits, fitsAndTransforms, resamples, scores, transforms, selves, asks];
  return predicts.test(name) || sets.some((names) => names.has(name));
}

/** Whether a method is one that estimators alone have. */
export function isLearning(name: string): boolean {
  const sets = [fits, fitsAndTransforms, resamples, scores, transforms];
  return predicts.test(name) || sets.some((names) => names.has(name));
}

/** An estimator that the code never makes, as far as its variable's name tells what it is. */
export function machineNamed(name: string, run: Run): Machine {
  return newMachine(run, { name, ...namedEstimator(name) });
}

/** A method of some estimators. */
export function callMachine(
  machines: readonly Machine[],
  name: string,
  base: Value,
  given: Given,
  call: Call,
  run: Run,
): Value {
  const rows = flat(given.at(0, "X", "x", "raw_documents", "generator", "data"));
  if (fits.has(name)) {
    fitOn(machines, name, given, call, run);
    return base;
  }
  if (name === "fit_predict") {
    fitOn(machines, name, given, call, run);
    return predicted(machines, rows, call, run);
  }
  if (fitsAndTransforms.has(name)) {
    fitOn(machines, name, given, call, run);
    return transformed(machines, rows);
  }
  if (resamples.has(name)) return resampled(machines, given, call, run);
  if (transforms.has(name)) {
    const isCalibrated = machines.some(({ role }) => role === "calibrator");
    return isCalibrated ? predicted(machines, rows, call, run) : transformed(machines, rows);
  }
  if (predicts.test(name)) return predicted(machines, rows, call, run);
  if (name === "score" && given.placed.length === 1) return predicted(machines, rows, call, run);
  if (scores.has(name)) return scored(machines, given, call, run);
  if (name === "split") return folds(call, run);
  if (name === "get_support") {
    const all = machines.flatMap((machine) => learntBy(machine));
    return valueWith({
      statistics: new Set(all.map((fit) => run.fit({ ...fit, kind: "select" }))),
    });
  }
  return base;
}

function fitOn(
  machines: readonly Machine[],
  name: string,
  given: Given,
  call: Call,
  run: Run,
): void {
  const rows = flat(given.at(0, "X", "x", "raw_documents", "generator", "train_loader"));
  const labels = flat(given.at(1, "y", "Y"));
  const parts = union(rows.parts, labels.parts);
  const shaped = union(rows.fits, labels.fits, rows.statistics);
  const at = stepAt("fit", call);
  for (const machine of machines) {
    const training = run.training({ machine, parts, fits: shaped, at });
    const goesOn = name === "partial_fit" || name === "train_on_batch";
    machine.trainings = goesOn ? [...machine.trainings, training].slice(-8) : [training];
    if (labels.marks.has("private membership")) {
      run.sights.push({ kind: "membership", at, used: at });
    }
    watch(machine, given, training, call, run);
  }
}

/** Rows beside a fit that are looked at while it goes on. */
function watch(machine: Machine, given: Given, training: Training, call: Call, run: Run): void {
  const named = optionsOf(given);
  const seen = [...named].filter(([name]) =>
    /^(?:validation_data|eval_set|eval_X|valid_sets|validationData)$/.test(name),
  );
  const watched = oneOf(seen.map(([, value]) => flat(value)));
  const isStop = [...named.keys()].some((name) => /early_stopping|callbacks/.test(name));
  if (watched.parts.size > 0) {
    run.watches.push({ machine, parts: watched.parts, isStop, at: stepAt("fit", call) });
  }
  const held = named.get("validation_split") ?? named.get("validationSplit");
  if (held !== undefined && held.constant !== 0 && training.parts.size > 0) {
    run.judgement({
      ...{ machine, trainings: [training], parts: training.parts, fits: training.fits },
      ...{ isFigure: true, isWithin: true, at: stepAt("score", call) },
    });
  }
}

/** What is given by name; in JavaScript that is an object after the rows. */
function optionsOf(given: Given): ReadonlyMap<string, Value> {
  const objects = given.placed.slice(2).flatMap(({ entries }) => [...(entries ?? [])]);
  return new Map([...objects, ...given.named]);
}

/** What a transformer's fits have learnt. */
export function learntBy(machine: Machine): Fit[] {
  const certainty = surestOf(machine);
  if (certainty === null || holdsModel(machine)) return [];
  return machine.trainings
    .filter(({ parts }) => parts.size > 0)
    .map((training) => fitOf(training, certainty));
}

const learnt = new WeakMap<Training, Fit>();

function fitOf(training: Training, certainty: Fit["certainty"]): Fit {
  const known = learnt.get(training);
  if (known !== undefined) return known;
  const { machine, parts, at } = training;
  const fit: Fit = { kind: "transform", what: machine.name, certainty, parts, at };
  learnt.set(training, fit);
  return fit;
}

function transformed(machines: readonly Machine[], rows: Value): Value {
  const fits = new Set(machines.flatMap(learntBy));
  return { ...handedOn(rows), fits: union(rows.fits, fits), machines: nothing.machines };
}

function resampled(machines: readonly Machine[], given: Given, call: Call, run: Run): Value {
  const at = stepAt("resample", call);
  const rows = given.placed.concat([...given.named.values()]);
  const parts = flat(given.at(0, "X")).parts;
  const fits = new Set(
    machines
      .filter(({ certainty }) => certainty !== null)
      .map(({ name, certainty }) =>
        run.fit({ kind: "resample", what: name, certainty: certainty ?? "look", parts, at }),
      ),
  );
  const items = rows.slice(0, 2).map((value) => {
    const one = flat(value);
    return { ...handedOn(one), fits: union(one.fits, fits) };
  });
  return valueWith({ items: [...items, nothing].slice(0, Math.max(2, items.length)) });
}

/** The fits behind a model's scores: its own, and those of the models that it stands on. */
function trainingsOf(machine: Machine): readonly Training[] {
  if (machine.role !== "calibrator" || machine.inner.size === 0) return machine.trainings;
  return [...machine.trainings, ...under(machine).flatMap(({ trainings }) => trainings)];
}

/** What models say of rows. */
export function predicted(machines: readonly Machine[], given: Value, call: Call, run: Run): Value {
  const rows = flat(given);
  const at = stepAt("score", call);
  const predictions = machines.map((machine) =>
    run.prediction({
      ...{ machine, trainings: trainingsOf(machine), parts: rows.parts, fits: rows.fits, at },
    }),
  );
  const known = machines.filter(({ role }) => role !== "transformer");
  return {
    ...handedOn(rows),
    predictions: known.length === 0 ? rows.predictions : new Set(predictions),
    machines: nothing.machines,
  };
}

function scored(machines: readonly Machine[], given: Given, call: Call, run: Run): Value {
  const rows = flat(given.at(0, "X", "x", "generator"));
  const labels = flat(given.at(1, "y"));
  const parts = union(rows.parts, labels.parts);
  const at = stepAt("score", call);
  const judgements = machines.map((machine) =>
    run.judgement({
      ...{ machine, trainings: trainingsOf(machine), parts, fits: rows.fits },
      ...{ isFigure: true, isWithin: false, at },
    }),
  );
  return valueWith({ judgements: new Set(judgements) });
}
