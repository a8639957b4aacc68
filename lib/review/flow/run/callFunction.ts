import { knownClass } from "../apis/estimators";
import {
  crossValidations,
  metrics,
  readers,
  selections,
  silent,
  statistics,
  transforms,
} from "../apis/functions";
import type { Fit } from "../data/machine";
import { covers } from "../data/part";
import { elementOf, flat, nothing, oneOf, union, type Value, valueWith } from "../data/value";
import { type Call, callClosures } from "./call";
import { predicted } from "./callMachine";
import { judgeValues } from "./callMetric";
import { cutInto, folds, halves, lengths } from "./callSplit";
import { Given } from "./given";
import { newMachine } from "./newMachine";
import { cutRows, handedOn, shaped, statisticOf } from "./rows";
import { type Run, stepAt } from "./run";

/** The last name of a path. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

type Known = (given: Given, call: Call, run: Run, name: string, path: string) => Value;

const functions: ReadonlyMap<string, Known> = new Map<string, Known>([
  ["train_test_split", halves],
  ["trainTestSplit", halves],
  ["random_split", lengths],
  ["enumerate", (given) => pairs([nothing, elementOf(given.at(0))])],
  ["zip", (given) => pairs(given.placed.map(elementOf))],
  ["product", (given) => pairs(given.placed.map(elementOf))],
  ["dict", (given) => ({ ...oneOf(given.placed), entries: new Map(given.named) })],
  ["clone", (given, _call, run) => copied(given, run)],
  ["deepcopy", (given, _call, run) => copied(given, run)],
  ["permutation", indexed],
  ["randperm", indexed],
  ["arange", indexed],
  ["resample", resample],
  ["repeat", repeated],
  ["tile", repeated],
  ["concat", concatenate],
  ["concatenate", concatenate],
  ["append", concatenate],
  ["vstack", concatenate],
  ["row_stack", concatenate],
  ["where", where],
  ["flatnonzero", where],
  ["nonzero", where],
  ["argmax", where],
  ["argmin", leastDistance],
  ["abs", marked],
  ["absolute", marked],
  ["fabs", marked],
  ["min", least],
  ["searchsorted", searched],
  ["bisect_left", searched],
  ["interp", between],
  ["interp1d", between],
  ["max", chosen],
  ["sorted", chosen],
  ["pdf", density],
  ["logpdf", density],
  ["cdf", density],
  ["logcdf", density],
  ["sf", density],
  ["train", trained],
  ["splitPublicRows", (_given, call, run) => cutInto(["fit", "calibrate", "report"], call, run)],
  ["threeWaySplit", (_given, call, run) => cutInto(["fit", "calibrate", "report"], call, run)],
  ["fitOnRows", fittedOnRows],
  ["calibrateOn", calibratedOnRows],
  ["takeRows", (given, _call, run) => cutBy(given, run)],
  ["Subset", (given, _call, run) => cutBy(given, run)],
  ["take", (given, _call, run) => cutBy(given, run)],
  ["map", mapped],
  ["filter", mapped],
  ["Dataset", (given) => handedOn(given.all())],
]);

/** Constructors of what only holds its rows. */
const holders =
  /^(?:DataFrame|Series|DataLoader|TensorDataset|ConcatDataset|Tensor|FloatTensor|LongTensor|Variable|DMatrix|Counter|OrderedDict|Path|StringIO|BytesIO|Index|Categorical|NDFrame|Float64Array|Float32Array|Array|Set|Map|Normalize|ToTensor)$/;

/** A function, class or method of a module, by the path that it is imported from. */
export function callFunction(path: string, given: Given, call: Call, run: Run): Value {
  const name = lastName(path);
  if (name === "fit" && /norm|beta|gamma|expon|stats|Lira/.test(path))
    return fittedDensity(given, call, run);
  if (name === "score" && path.includes("Lira")) return scoredBy(given, run);
  const known = functions.get(name);
  if (known !== undefined) return known(given, call, run, name, path);
  if (metrics.has(name)) return judgeValues(name, given, call, run);
  if (crossValidations.has(name)) return crossValidated(name, given, call, run);
  const certainty = statistics.get(name);
  if (certainty !== undefined && !path.startsWith("statistics.")) {
    return ofAll(name, certainty, given, call, run);
  }
  if (transforms.has(name)) return transform(name, given, call, run);
  if (selections.has(name)) {
    const rows = given.all();
    return statisticOf(rows, { kind: "select", what: name, certainty: "likely" }, call, run);
  }
  if (silent.has(name)) return nothing;
  const machine = knownClass(name);
  if (machine !== null) return constructed(name, machine, given, run);
  if (holders.test(name)) return held(name, given);
  const all = given.all();
  const isReader = /^read_/.test(name) || (readers.test(name) && all.parts.size === 0);
  if (isReader && all.machines.size === 0) return read(given, call, run);
  if (/^[A-Z]/.test(name) && path !== name.toUpperCase()) return unknownClass(name, all, run);
  return unknownFunction(all, given, run);
}

function pairs(items: readonly Value[]): Value {
  return valueWith({ items: [valueWith({ items })] });
}

function copied(given: Given, run: Run): Value {
  const value = given.at(0);
  const copies = [...value.machines].map((machine) =>
    newMachine(run, { ...machine, name: machine.name }),
  );
  return { ...value, machines: new Set(copies) };
}

function indexed(given: Given, call: Call): Value {
  const all = given.all();
  if (all.parts.size > 0) return handedOn(all);
  return valueWith({ index: `order ${call.cell}:${call.line}` });
}

/** Rows drawn again, the same ones several times unless it says otherwise. */
function resample(given: Given, call: Call, run: Run): Value {
  const all = oneOf(given.placed.map((value) => flat(value)));
  if (given.at(9, "replace").constant === false) return handedOn(all);
  const at = stepAt("resample", call);
  const fit = run.fit({
    kind: "resample",
    what: "resample",
    certainty: "sure",
    parts: all.parts,
    at,
  });
  const rows = given.placed.map((value) => ({
    ...handedOn(flat(value)),
    fits: union(all.fits, new Set([fit])),
  }));
  return rows.length === 1 ? rows[0] : valueWith({ items: rows });
}

function repeated(given: Given, call: Call, run: Run): Value {
  const all = given.all();
  if (all.parts.size === 0) return all;
  const at = stepAt("resample", call);
  const certainty = "look" as const;
  const fit = run.fit({ kind: "resample", what: "repeat", certainty, parts: all.parts, at });
  return { ...handedOn(all), fits: union(all.fits, new Set([fit])) };
}

/** Rows below one another; where the same rows stand there twice, they are doubled. */
function concatenate(given: Given, call: Call, run: Run, name: string): Value {
  const all = oneOf(given.placed.map((value) => flat(value)));
  const list = name === "append" ? valueWith({ items: given.placed }) : given.at(0);
  const items = (list.items ?? []).map((value) => flat(value));
  const isAlong = given.isAlongRows || given.placed[1]?.constant === 1;
  const doubled = items.find((one, i) =>
    items
      .slice(0, i)
      .some((other) =>
        [...one.parts].some((a) => [...other.parts].some((b) => covers(a, b) || covers(b, a))),
      ),
  );
  if (isAlong || doubled === undefined || items.length > 8) return handedOn(all);
  const at = stepAt("resample", call);
  const fit: Fit = run.fit({
    kind: "resample",
    what: name,
    certainty: "look",
    parts: all.parts,
    at,
  });
  return { ...handedOn(all), fits: union(all.fits, new Set([fit])) };
}

function where(given: Given, call: Call, run: Run, name: string): Value {
  const first = given.at(0);
  if (first.marks.has("fpr above")) return valueWith({ marks: new Set(["at fpr above"]) });
  const all = given.all();
  if (name === "argmax" && all.judgements.size > 0) {
    run.selections.push({ judgements: all.judgements, at: stepAt("select", call) });
  }
  const picks = given.placed.length === 1 ? first.index : null;
  return { ...shaped(handedOn(all), all), index: picks };
}

function leastDistance(given: Given, call: Call, run: Run): Value {
  const first = given.at(0);
  if (first.marks.has("fpr distance")) return valueWith({ marks: new Set(["at nearest fpr"]) });
  return where(given, call, run, "argmax");
}

function marked(given: Given): Value {
  return { ...given.at(0), constant: undefined };
}

function least(given: Given, call: Call, run: Run): Value {
  const marks = closuresIn(given, run).marks;
  if (marks.has("fpr distance")) return valueWith({ marks: new Set(["at nearest fpr"]) });
  if (given.at(0).marks.has("fpr distance")) return nothing;
  return chosen(given, call, run, "min");
}

function closuresIn(given: Given, run: Run): Value {
  const closures = [...given.placed, ...given.named.values()].flatMap((one) => one.closures);
  if (closures.length === 0) return nothing;
  return callClosures(closures, new Given([elementOf(given.at(0))], new Map()), run);
}

function searched(given: Given): Value {
  const [first] = given.placed;
  const isRight = given.at(2, "side").constant === "right";
  if (first?.marks.has("fpr") && !isRight) return valueWith({ marks: new Set(["at fpr above"]) });
  return nothing;
}

function between(given: Given, call: Call, run: Run): Value {
  const curves = given.placed.filter(({ marks }) => marks.has("fpr") || marks.has("tpr"));
  const at = stepAt("read", call);
  if (curves.length >= 2) run.sights.push({ kind: "between", at, used: at });
  return handedOn(given.all());
}

/** The best of some values. */
function chosen(given: Given, call: Call, run: Run, name: string): Value {
  const all = given.all();
  closuresIn(given, run);
  if (all.judgements.size > 0) {
    run.selections.push({ judgements: all.judgements, at: stepAt("select", call) });
    return { ...oneOf(given.placed.map(elementOf)), marks: nothing.marks };
  }
  if (name === "sorted" || given.placed.length !== 1) return handedOn(all);
  return ofAll(name, "look", given, call, run);
}

/** A density at some rows, whose parameters come of others. */
function density(given: Given, _call: Call | null, run: Run): Value {
  const rows = flat(given.at(0, "x"));
  const all = given.all();
  const gaussians = [...all.statistics]
    .filter(({ kind }) => kind === "statistic" || kind === "gaussian")
    .map((fit) => run.fit({ ...fit, kind: "gaussian", certainty: "likely" }));
  return { ...handedOn(rows), fits: union(all.fits, new Set(gaussians)) };
}

/** This project's `lira.score(gaussians, values)`. */
function scoredBy(given: Given, run: Run): Value {
  return density(new Given([given.at(1), given.at(0)], new Map()), null, run);
}

function fittedDensity(given: Given, call: Call, run: Run): Value {
  const rows = given.all();
  const one = statisticOf(
    rows,
    { kind: "gaussian", what: "norm.fit", certainty: "likely" },
    call,
    run,
  );
  return valueWith({ items: [one, one], statistics: one.statistics });
}

/** `xgb.train`, `lgb.train`: a model fitted on the second argument. */
function trained(given: Given, call: Call, run: Run, _name: string, path: string): Value {
  if (!/^(?:lightgbm|xgboost|catboost)/.test(path)) return unknownFunction(given.all(), given, run);
  const rows = flat(given.at(1, "dtrain", "train_set"));
  const machine = newMachine(run, { name: path, role: "model", certainty: null });
  const { parts, fits } = rows;
  machine.trainings = [run.training({ machine, parts, fits, at: stepAt("fit", call) })];
  const watched = flat(given.at(9, "evals", "valid_sets"));
  if (watched.parts.size > 0) {
    const isStop = [...given.named.keys()].some((key) => /early_stopping|callbacks/.test(key));
    run.watches.push({ machine, parts: watched.parts, isStop, at: stepAt("fit", call) });
  }
  return valueWith({ machines: new Set([machine]) });
}

const subset = { kind: "subset", side: null, split: null } as const;

function cutBy(given: Given, run: Run): Value {
  const rows = flat(given.at(0));
  const { index } = given.at(1, "indices");
  return index === null ? handedOn(rows) : cutRows(rows, index, run.cuts.get(index) ?? subset, run);
}

/** This project's `fitOnRows(model, X, y, rows)`: an attack that scores with what it was fitted to. */
function fittedOnRows(given: Given, call: Call, run: Run): Value {
  const rows = cutBy(new Given([given.at(1), given.at(3)], new Map()), run);
  const machines = flat(given.at(0)).machines;
  const machine = newMachine(run, {
    name: "fitOnRows",
    role: "model",
    certainty: null,
    inner: machines,
  });
  const { parts, fits } = rows;
  machine.trainings = [run.training({ machine, parts, fits, at: stepAt("fit", call) })];
  return valueWith({ machines: new Set([machine]) });
}

/** This project's `calibrateOn(scores, y, rows)`: all scores, calibrated on some rows. */
function calibratedOnRows(given: Given, call: Call, run: Run): Value {
  const scores = flat(given.at(0));
  const rows = cutBy(new Given([scores, given.at(2)], new Map()), run);
  const known = { role: "calibrator", certainty: null, isPrefit: true } as const;
  const machine = newMachine(run, { name: "calibrateOn", ...known });
  const { parts, fits } = rows;
  machine.trainings = [run.training({ machine, parts, fits, at: stepAt("calibrate", call) })];
  const value = predicted([machine], scores, call, run);
  return { ...value, entries: new Map([["calibrated", value]]) };
}

function mapped(given: Given, _call: Call, run: Run): Value {
  const over = given.placed.slice(1);
  const elements = new Given(over.map(elementOf), new Map());
  const result = callClosures(given.at(0).closures, elements, run);
  return oneOf([handedOn(oneOf(over.map((value) => flat(value)))), result]);
}

/** Cross-validation: rows that judge are set aside within the call. */
function crossValidated(name: string, given: Given, call: Call, run: Run): Value {
  const rows = flat(given.at(1, "X"));
  const labels = flat(given.at(2, "y"));
  const parts = union(rows.parts, labels.parts);
  const machines = [...flat(given.at(0, "estimator")).machines];
  if (name === "cross_val_predict") {
    const predictions = machines.map((machine) =>
      run.prediction({ machine, trainings: [], parts, fits: rows.fits, at: stepAt("score", call) }),
    );
    return { ...handedOn(rows), predictions: new Set(predictions) };
  }
  const at = stepAt("score", call);
  const judgements = machines.map((machine) => {
    const training = run.training({ machine, parts, fits: union(rows.fits, labels.fits), at });
    return run.judgement({
      ...{ machine, trainings: [training], parts, fits: rows.fits, at },
      ...{ isFigure: true, isWithin: true },
    });
  });
  const value = valueWith({ judgements: new Set(judgements) });
  return { ...value, entries: new Map([["$", value]]) };
}

function ofAll(
  name: string,
  certainty: Fit["certainty"],
  given: Given,
  call: Call,
  run: Run,
): Value {
  const rows = flat(given.at(0, "a", "input"));
  if (rows.judgements.size > 0) return valueWith({ judgements: rows.judgements });
  if (given.isAlongRows || given.at(0).marks.has("of one row")) {
    const one = handedOn(rows);
    return { ...one, items: null };
  }
  if (rows.predictions.size > 0 && given.at(0).index?.startsWith("where ")) {
    return judgeValues(name, new Given([rows], new Map()), call, run);
  }
  return statisticOf(rows, { kind: "statistic", what: name, certainty }, call, run);
}

/** A function that fits and transforms at once. */
function transform(name: string, given: Given, call: Call, run: Run): Value {
  const rows = oneOf(given.placed.map((value) => flat(value)));
  if (name === "cut" && given.at(1, "bins").items !== null) return handedOn(rows);
  if (rows.parts.size === 0) return rows;
  const certainty = transforms.get(name) ?? "look";
  const at = stepAt("fit", call);
  const fit = run.fit({ kind: "transform", what: name, certainty, parts: rows.parts, at });
  const result = { ...handedOn(rows), fits: union(rows.fits, new Set([fit])) };
  if (name === "dmatrices") return valueWith({ items: [result, result] });
  return name === "boxcox" ? valueWith({ items: [result, nothing] }) : result;
}

function constructed(
  name: string,
  known: NonNullable<ReturnType<typeof knownClass>>,
  given: Given,
  run: Run,
): Value {
  const all = given.all();
  const inner = new Set([...all.machines, ...[...all.instances].map(({ machine }) => machine)]);
  if (known.role === "splitter") {
    return valueWith({ machines: new Set([newMachine(run, { name, ...known })]) });
  }
  const isPrefit =
    known.role === "calibrator" &&
    (given.at(9, "cv").constant === "prefit" ||
      inner.size === 0 ||
      [...inner].some(({ name }) => name === "FrozenEstimator") ||
      name !== "CalibratedClassifierCV");
  const settings = new Set([...all.statistics].filter(({ kind }) => kind === "parameters"));
  return valueWith({
    machines: new Set([newMachine(run, { name, ...known, inner, settings, isPrefit })]),
  });
}

function held(name: string, given: Given): Value {
  const all = given.all();
  const value = handedOn(all);
  const [first] = given.placed;
  if (name === "DataFrame" || name === "OrderedDict" || name === "Series") {
    return { ...value, machines: nothing.machines, entries: null };
  }
  return first === undefined ? value : { ...value, items: null };
}

/** Whether a call is of such as `make_moons`, which gives rows and their labels. */
function isMaker({ callee }: Call): boolean {
  return (callee.kind === "attribute" || callee.kind === "name") && callee.name.startsWith("make_");
}

function read(given: Given, call: Call, run: Run): Value {
  const [first] = given.placed;
  const told = typeof first?.constant === "string" ? first.constant : call.text;
  const part = run.parts.source(`${told.slice(0, 80)}@${call.cell}:${call.line}`);
  const rows = valueWith({ parts: new Set([part]) });
  const isPair = given.named.get("return_X_y")?.constant === true || isMaker(call);
  return isPair ? valueWith({ items: [rows, rows] }) : rows;
}

/** An object of a class that is not known: an estimator, or what holds the rows that it is given. */
function unknownClass(name: string, all: Value, run: Run): Value {
  const inner = new Set([...all.machines, ...[...all.instances].map(({ machine }) => machine)]);
  for (const closure of all.closures.slice(0, 2)) run.called.add(closure.procedure);
  const machine = newMachine(run, { name, role: "unknown", certainty: "look", inner });
  return { ...handedOn(all), machines: new Set([machine]) };
}

function unknownFunction(all: Value, given: Given, run: Run): Value {
  const closures = [...given.placed, ...given.named.values()].flatMap((one) => one.closures);
  const result =
    closures.length === 0
      ? nothing
      : callClosures(closures, new Given([handedOn(flat(given.at(1)))], new Map()), run);
  const rows = shaped(handedOn(all), all);
  const value = oneOf([rows, handedOn(flat(result))]);
  return { ...value, index: given.placed.length === 1 ? given.placed[0].index : null };
}

/** Folds of a splitter that is gone through itself, as scikit-learn once had it. */
export function foldsOf(value: Value, call: Pick<Call, "cell" | "line" | "text">, run: Run): Value {
  const isSplitter = [...value.machines].some(({ role }) => role === "splitter");
  return isSplitter ? folds(call, run) : value;
}
