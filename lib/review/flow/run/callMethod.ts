import { metrics, readers, statistics } from "../apis/functions";
import type { Expression } from "../code/tree";
import { isPrivate } from "../data/part";
import type { Scope } from "../data/scope";
import {
  elementOf,
  flat,
  nothing,
  ofOneRow,
  oneOf,
  union,
  type Value,
  valueWith,
} from "../data/value";
import { store } from "./assign";
import { type Call, callClosures } from "./call";
import { callFunction } from "./callFunction";
import { judgeValues } from "./callMetric";
import { Given } from "./given";
import { cutRows, handedOn, partly, shaped, statisticOf } from "./rows";
import { type Run, stepAt } from "./run";

/** A method of rows, of a list, of something that is not known. */
interface MethodCall {
  readonly base: Value;
  /** The code of what it is a method of. */
  readonly of: Expression;
  readonly name: string;
  readonly given: Given;
  readonly expression: Call;
  readonly scope: Scope;
  readonly run: Run;
}

type Method = (call: MethodCall) => Value;

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...["append", "add", "extend", "insert", "update", "push", "concat_"].map(
    (name): [string, Method] => [name, collect],
  ),
  ["items", entriesOf],
  ["iteritems", entriesOf],
  ["iterrows", entriesOf],
  ["entries", entriesOf],
  ["values", valuesOf],
  ["keys", () => nothing],
  ["get", entryOf],
  ["groupby", ({ base }) => ({ ...base, marks: union(base.marks, new Set(["grouped"] as const)) })],
  ["sample", sample],
  ["drop", dropRows],
  ["nonzero", firstAbove],
  ["argmax", firstAbove],
  ["findIndex", firstAbove],
  ["argmin", nearest],
  ["idxmin", nearest],
  ["backward", goBack],
  ...["merge", "join", "combine_first", "union", "concat"].map((name): [string, Method] => [
    name,
    together,
  ]),
]);

/** What a method gives. */
export function callMethod(call: MethodCall): Value {
  const { name, given, run } = call;
  const method = methods.get(name);
  const known = method === undefined ? generic(call) : method(call);
  const isInPlace = given.named.get("inplace")?.constant === true;
  if (isInPlace) store(call.of, (old) => partly(old, known), call.scope, run);
  return known;
}

function generic(call: MethodCall): Value {
  const { base, name, given, expression, run } = call;
  const closures = [...given.placed, ...given.named.values()].flatMap((one) => one.closures);
  if (closures.length > 0) return mapped(call);
  const certainty = statistics.get(name);
  if (certainty !== undefined) return statistic(call, certainty);
  if (metrics.has(name)) return judgeValues(name, given, expression, run);
  if (base.parts.size === 0 && base.path === null && base.items === null && base.entries === null) {
    if (readers.test(name) && given.all().parts.size === 0)
      return callFunction(name, given, expression, run);
    const marks = base.marks;
    return { ...handedOn(oneOf([base, given.all()])), marks };
  }
  const all = given.all();
  const { constant: _, ...rest } = base;
  return { ...shaped({ ...rest, constant: undefined }, all, name === "clip"), marks: base.marks };
}

function statistic(
  { base, name, given, expression, run }: MethodCall,
  certainty: "sure" | "likely" | "look",
): Value {
  const rows = flat(base);
  if (rows.judgements.size > 0) {
    if (name === "max" || name === "min") {
      run.selections.push({ judgements: rows.judgements, at: stepAt("select", expression) });
    }
    return valueWith({ judgements: rows.judgements });
  }
  if (given.isAlongRows || base.marks.has("of one row")) return { ...base, constant: undefined };
  if (rows.predictions.size > 0 && rows.index?.startsWith("where ")) {
    return judgeValues(name, new Given([rows], new Map()), expression, run);
  }
  if (base.marks.has("grouped")) {
    const encoded = statisticOf(
      rows,
      { kind: "statistic", what: `groupby.${name}`, certainty: "look" },
      expression,
      run,
    );
    return encoded;
  }
  return statisticOf(rows, { kind: "statistic", what: name, certainty }, expression, run);
}

/** Each of the rows through a function: what the function takes from other rows shapes them. */
function mapped({ base, given, run, name, expression }: MethodCall): Value {
  const closures = [...given.placed, ...given.named.values()].flatMap((one) => one.closures);
  const rows = flat(base);
  const others = given.placed.filter((one) => one.closures.length === 0);
  const isOfRow = given.isAlongRows || name === "map" || name === "applymap";
  const whole = isOfRow ? ofOneRow(handedOn(rows)) : handedOn(rows);
  const element = base.items === null ? whole : elementOf(base);
  const known = callClosures(closures, new Given([element, ...others], new Map()), run);
  const result = flat(known);
  if ((name === "sort" || name === "sort_values") && rows.judgements.size > 0) {
    run.selections.push({ judgements: rows.judgements, at: stepAt("select", expression) });
  }
  if (rows.parts.size === 0) return oneOf([handedOn(rows), known]);
  return shaped(handedOn(rows), result);
}

/** Puts something into a list or a dictionary. */
function collect({ base, of, name, given, scope, run }: MethodCall): Value {
  const all = given.placed;
  const added = name === "extend" || name === "update" ? all.map(elementOf) : all;
  if (base.parts.size > 0 && base.items === null && base.entries === null) {
    const other = given.all();
    const both = { ...base, parts: union(base.parts, other.parts), constant: undefined };
    const grown = shaped(both, other);
    if (name !== "append") store(of, () => grown, scope, run);
    return grown;
  }
  const value = oneOf(added.map((one) => ({ ...one, constant: undefined })));
  const put = (old: Value): Value => {
    if (name === "update" && all[0]?.entries) {
      return { ...old, entries: new Map([...(old.entries ?? []), ...all[0].entries]) };
    }
    return { ...old, items: [oneOf([...(old.items ?? []), value])], constant: undefined };
  };
  store(of, put, scope, run);
  return nothing;
}

function entriesOf({ base }: MethodCall): Value {
  const one = base.items === null ? base : elementOf(base);
  const value = base.entries === null ? one : oneOf([...base.entries.values()]);
  return valueWith({ items: [valueWith({ items: [nothing, value] })] });
}

function valuesOf({ base }: MethodCall): Value {
  if (base.entries === null) return base;
  return valueWith({ items: [oneOf([...base.entries.values()])] });
}

function entryOf({ base, given }: MethodCall): Value {
  if (base.entries === null) return base;
  const key = given.at(0).constant;
  return base.entries.get(String(key)) ?? oneOf([...base.entries.values()]);
}

const subset = { kind: "subset", side: null, split: null } as const;

function sample({ base, given, expression, run }: MethodCall): Value {
  const at = stepAt("resample", expression);
  if (given.at(9, "replace").constant === true) {
    const fit = run.fit({
      kind: "resample",
      what: "sample",
      certainty: "sure",
      parts: base.parts,
      at,
    });
    return { ...base, fits: union(base.fits, new Set([fit])) };
  }
  if (given.at(9, "frac").constant === 1) return base;
  return cutRows(base, `sample ${at.cell}:${at.line} ${at.code}`, subset, run);
}

function dropRows(call: MethodCall): Value {
  const picked = call.given.at(0, "index", "labels").index;
  if (picked === null) return generic(call);
  return cutRows(call.base, `without ${picked}`, subset, call.run);
}

function firstAbove(call: MethodCall): Value {
  if (call.base.marks.has("fpr above")) return valueWith({ marks: new Set(["at fpr above"]) });
  const rows = flat(call.base);
  if (rows.judgements.size > 0) {
    const at = stepAt("select", call.expression);
    call.run.selections.push({ judgements: rows.judgements, at });
  }
  return generic(call);
}

function nearest(call: MethodCall): Value {
  if (call.base.marks.has("fpr distance")) return valueWith({ marks: new Set(["at nearest fpr"]) });
  return firstAbove(call);
}

/** A network's backward pass trains it on the rows that the loss is of. */
function goBack({ base, expression, run }: MethodCall): Value {
  const at = stepAt("fit", expression);
  for (const { machine, parts, fits } of base.predictions) {
    if (machine.role !== "model" || parts.size === 0) continue;
    const training = run.training({ machine, parts, fits, at });
    if (!machine.trainings.includes(training)) {
      machine.trainings = [...machine.trainings, training].slice(-8);
    }
  }
  return nothing;
}

function together({ base, given }: MethodCall): Value {
  const other = given.all();
  const parts =
    base.parts.size === 0
      ? other.parts
      : union(base.parts, [...other.parts].some(isPrivate) ? nothing.parts : other.parts);
  return shaped({ ...handedOn(base), parts, fits: union(base.fits, other.fits) }, other);
}
