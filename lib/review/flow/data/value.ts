import { append } from "../../../numeric/arrays";
import type { Procedure } from "../code/tree";
import type { Fit, Judgement, Machine, Prediction } from "./machine";
import type { Part } from "./part";
import type { Scope } from "./scope";

/** What else is known of a value. */
export type Mark =
  | "fpr"
  | "tpr"
  | "thresholds"
  | "fpr above"
  | "at fpr above"
  | "of fpr above"
  | "fpr distance"
  | "at nearest fpr"
  | "private membership"
  | "grouped"
  | "of one row"
  | "halves";

/** A function with the names that it sees. */
export interface Closure {
  readonly procedure: Procedure;
  readonly scope: Scope;
  readonly self: Instance | null;
  /** Where `super()` looks. */
  readonly of: Kind | null;
}

/** A class that the code defines. */
export interface Kind {
  readonly name: string;
  readonly methods: ReadonlyMap<string, Closure>;
  readonly bases: readonly Kind[];
  /** Bases that come from elsewhere, by their last name. */
  readonly foreign: readonly string[];
}

/** An object of such a class. */
export interface Instance {
  readonly kind: Kind;
  readonly fields: Map<string, Value>;
  readonly machine: Machine;
}

/** Everything that the flow of data tells of a value; alternatives are put together. */
export interface Value {
  /** The rows that it holds. */
  readonly parts: ReadonlySet<Part>;
  /** What shaped those rows. */
  readonly fits: ReadonlySet<Fit>;
  /** What it says itself of rows: a mean, a threshold, chosen settings. */
  readonly statistics: ReadonlySet<Fit>;
  readonly machines: ReadonlySet<Machine>;
  readonly predictions: ReadonlySet<Prediction>;
  /** The figures that it is made of. */
  readonly judgements: ReadonlySet<Judgement>;
  readonly closures: readonly Closure[];
  readonly kinds: readonly Kind[];
  readonly instances: ReadonlySet<Instance>;
  readonly items: readonly Value[] | null;
  readonly entries: ReadonlyMap<string, Value> | null;
  /** Where it comes from, such as "sklearn.preprocessing.StandardScaler". */
  readonly path: string | null;
  readonly constant: string | number | boolean | null | undefined;
  readonly marks: ReadonlySet<Mark>;
  /** Which rows it picks where it stands between square brackets. */
  readonly index: string | null;
}

const none: ReadonlySet<never> = new Set();

/** A value of which nothing is known. */
export const nothing: Value = {
  ...{ parts: none, fits: none, statistics: none, machines: none, predictions: none },
  ...{ judgements: none, closures: [], kinds: [], instances: none, items: null, entries: null },
  ...{ path: null, constant: undefined, marks: none, index: null },
};

/** A value of which only some things are known. */
export function valueWith(known: Partial<Value>): Value {
  return { ...nothing, ...known };
}

/** Beyond as many nobody follows what shaped rows. */
const mostInSet = 60;

/** All of some sets, up to sixty; the first itself where it holds the others. */
export function union<T>(...sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  let first = sets[0] ?? none;
  let isCopy = false;
  for (let i = 1; i < sets.length; i++) {
    if (sets[i] === first || sets[i].size === 0) continue;
    if (first.size === 0) {
      first = sets[i];
      isCopy = false;
      continue;
    }
    for (const one of sets[i]) {
      if (first.has(one) || first.size >= mostInSet) continue;
      if (!isCopy) first = new Set(first);
      isCopy = true;
      (first as Set<T>).add(one);
    }
  }
  return first;
}

const mostItems = 64;
const mostClosures = 6;

/** A value that is one of two. */
export function either(a: Value, b: Value): Value {
  if (a === b || b === nothing) return a;
  if (a === nothing) return b;
  return {
    parts: union(a.parts, b.parts),
    fits: union(a.fits, b.fits),
    statistics: union(a.statistics, b.statistics),
    machines: union(a.machines, b.machines),
    predictions: union(a.predictions, b.predictions),
    judgements: union(a.judgements, b.judgements),
    closures: [...new Set([...a.closures, ...b.closures])].slice(0, mostClosures),
    kinds: [...new Set([...a.kinds, ...b.kinds])].slice(0, mostClosures),
    instances: union(a.instances, b.instances),
    items: eitherItems(a.items, b.items),
    entries: eitherEntries(a.entries, b.entries),
    path: a.path === b.path ? a.path : (a.path ?? b.path),
    constant: a.constant === b.constant ? a.constant : undefined,
    marks: union(a.marks, b.marks),
    index: a.index === b.index ? a.index : (a.index ?? b.index),
  };
}

/** One of some values. */
export function oneOf(values: readonly Value[]): Value {
  return values.reduce(either, nothing);
}

function eitherItems(a: Value["items"], b: Value["items"]): Value["items"] {
  if (a === null || b === null || a === b) return a ?? b;
  if (a.length === b.length) return a.map((item, i) => either(item, b[i]));
  return [oneOf([...a, ...b])];
}

function eitherEntries(a: Value["entries"], b: Value["entries"]): Value["entries"] {
  if (a === null || b === null || a === b) return a ?? b;
  const entries = new Map(a);
  for (const [key, value] of b) {
    const old = entries.get(key);
    if (old === undefined && entries.size >= mostItems) continue;
    entries.set(key, old === undefined ? value : either(old, value));
  }
  return entries;
}

/** Values within a value that are looked at; what an object of the code holds may change. */
const mostWithin = 200;
const flattened = new WeakMap<Value, Value>();

/** What a value holds, at any depth that code is written in, as one. */
export function flat(value: Value): Value {
  if (value.items === null && value.entries === null && value.instances.size === 0) return value;
  const known = flattened.get(value);
  if (known !== undefined) return known;
  const within: Value[] = [value];
  const isChanging = { found: false };
  for (let i = 0; i < within.length && within.length < mostWithin; i++) {
    append(within, heldBy(within[i], isChanging));
  }
  const plain = within.slice(0, mostWithin).map((one) => ({ ...one, items: null, entries: null }));
  const marks = new Set([...oneOf(plain).marks].filter((mark) => mark !== "of one row"));
  const all = { ...oneOf(plain), marks: union(value.marks, marks), constant: undefined };
  if (!isChanging.found) flattened.set(value, all);
  return all;
}

function heldBy(value: Value, isChanging: { found: boolean }): Value[] {
  if (value.instances.size > 0) isChanging.found = true;
  return [
    ...(value.items ?? []),
    ...(value.entries?.values() ?? []),
    ...[...value.instances].flatMap(({ fields }) => [...fields.values()]),
  ];
}

/** Whether nothing at all is known of a value. */
export function isUnknown(value: Value): boolean {
  const { parts, statistics, machines, instances, judgements, marks } = value;
  const sets = [parts, statistics, machines, instances, judgements, marks];
  const isEmpty = sets.every(({ size }) => size === 0) && value.closures.length === 0;
  const { items, entries, kinds, path, constant, index } = value;
  const isPlain = items === null && entries === null && kinds.length === 0 && path === null;
  return isEmpty && isPlain && constant === undefined && index === null;
}

/** One of the things that a loop over a value goes through. */
export function elementOf(value: Value): Value {
  if (value.items !== null) return oneOf(value.items);
  if (value.entries !== null) return nothing;
  if (value.constant !== undefined) return nothing;
  return value.parts.size === 0 ? value : ofOneRow(value);
}

/** A value of a row, or of a few, at a time: what is computed of it says nothing of all rows. */
export function ofOneRow(value: Value): Value {
  return { ...value, marks: union(value.marks, new Set(["of one row"] as const)) };
}
