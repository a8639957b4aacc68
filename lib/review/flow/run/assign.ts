import type { Expression } from "../code/tree";
import { isPrivateName, type Part } from "../data/part";
import type { Scope } from "../data/scope";
import { elementOf, isUnknown, nothing, oneOf, type Value, valueWith } from "../data/value";
import { cutRows, partly } from "./rows";
import { type Run, stepAt } from "./run";
import { keyOf } from "./subscript";

/** Gives a target a value: a name, names in a row, a field, an entry, some of the rows. */
export function assign(target: Expression, value: Value, scope: Scope, run: Run): void {
  run.step();
  if (target.kind === "sequence") unpack(target.items, value, scope, run);
  else if (target.kind === "starred") assign(target.value, value, scope, run);
  else if (target.kind === "name") {
    const known = isUnknown(value) ? namedRows(target.name, run) : value;
    callParts(target.name, known);
    scope.set(target.name, known);
  } else store(target, () => value, scope, run);
}

/** What nothing is known of holds rows where it is called so. */
function namedRows(name: string, run: Run): Value {
  const isRows = /^(?:X|y|df)$|data|frame|feat|public|private|pub_|priv_|_pub|_priv/i.test(name);
  if (!isRows || /loader|path|file|dir|name/i.test(name)) return nothing;
  return valueWith({ parts: new Set([run.parts.source(name)]) });
}

/** A part is called what the code first calls it. */
function callParts(name: string, value: Value): void {
  for (const part of value.parts) {
    if (!part.name.includes("@")) continue;
    part.name = name;
    if (isPrivateName(name) && (part.kind === "source" || isOfMixture(part))) part.isPrivate = true;
  }
}

function isOfMixture(part: Part): boolean {
  return [...part.above].some(({ kind }) => kind === "union");
}

function unpack(targets: readonly Expression[], value: Value, scope: Scope, run: Run): void {
  const rest = targets.findIndex(({ kind }) => kind === "starred");
  const items = value.items;
  if (items === null && rest < 0 && value.parts.size > 0) {
    const cut = cutByName(targets, value, run);
    if (cut !== null) {
      for (let i = 0; i < targets.length; i++) assign(targets[i], cut[i], scope, run);
      return;
    }
  }
  if (items === null || (rest < 0 && items.length !== targets.length)) {
    const one = items === null ? value : elementOf(value);
    for (const target of targets) assign(target, one, scope, run);
    return;
  }
  const ordered = value.marks.has("halves") ? bySide(targets, items) : items;
  if (rest < 0) {
    for (let i = 0; i < targets.length; i++) assign(targets[i], ordered[i] ?? nothing, scope, run);
    return;
  }
  const after = targets.length - rest - 1;
  targets.forEach((target, i) => {
    const place = i > rest ? items.length - (targets.length - i) : i;
    const taken = i === rest ? oneOf(items.slice(rest, items.length - after)) : items[place];
    assign(target, taken ?? nothing, scope, run);
  });
}

const sides = { train: /train|_tr\b|fit/i, test: /test|val|hold|_te\b|_ts\b|dev|cal|rest/i };

function sideNamed(target: Expression): "train" | "test" | null {
  if (target.kind === "sequence") {
    const named = target.items.map(sideNamed);
    return named.every((side) => side === named[0]) ? (named[0] ?? null) : null;
  }
  if (target.kind !== "name") return null;
  if (sides.train.test(target.name)) return "train";
  return sides.test.test(target.name) ? "test" : null;
}

/** What a function that is not known gives for training and for testing are rows of two parts. */
function cutByName(targets: readonly Expression[], value: Value, run: Run): Value[] | null {
  const named = targets.map(sideNamed);
  if (!named.includes("train") || !named.includes("test")) return null;
  const [first] = targets;
  const split = stepAt("split", first);
  return named.map((side) => {
    const key = `split ${split.cell}:${split.line} ${side}`;
    return side === null ? value : cutRows(value, key, { kind: "split", side, split }, run);
  });
}

/** What a split gave, each to the name that it is meant for, where the names tell it. */
function bySide(targets: readonly Expression[], items: readonly Value[]): readonly Value[] {
  const wanted = targets.map(sideNamed);
  const given = items.map(({ parts }) => [...parts][0]?.side ?? null);
  const count = (side: string, among: readonly (string | null)[]) =>
    among.filter((one) => one === side).length;
  const isKnown = wanted.every((side) => side !== null);
  if (!isKnown || count("train", wanted) !== count("train", given)) return items;
  const left = {
    train: items.filter((_, i) => given[i] === "train"),
    test: items.filter((_, i) => given[i] !== "train"),
  };
  return wanted.map((side, i) => left[side as "train" | "test"].shift() ?? items[i]);
}

/** Changes what a name, a field, an entry or some rows stand for. */
export function store(
  target: Expression,
  change: (old: Value) => Value,
  scope: Scope,
  run: Run,
): void {
  run.step();
  if (target.kind === "name") {
    const old = scope.find(target.name);
    if (old === null) scope.set(target.name, change(nothing));
    else scope.holderOf(target.name).set(target.name, change(old));
  } else if (target.kind === "attribute") {
    const base = run.evaluate(target.base, scope, run);
    for (const { fields } of base.instances) {
      if (fields.size < 200 || fields.has(target.name)) {
        fields.set(target.name, change(fields.get(target.name) ?? nothing));
      }
    }
    if (base.instances.size === 0) {
      store(target.base, (old) => partly(old, withoutMachines(change(nothing))), scope, run);
    }
  } else if (target.kind === "subscript") {
    const [first] = target.index;
    const picked =
      first === undefined || first.kind === "slice" ? nothing : run.evaluate(first, scope, run);
    const key = first === undefined ? null : keyOf(first, picked);
    store(target.base, (old) => entered(old, key, picked, change), scope, run);
  }
}

/** A field of an object that is not known is no estimator's. */
function withoutMachines(value: Value): Value {
  return { ...value, machines: nothing.machines };
}

function entered(
  old: Value,
  key: string | null,
  picked: Value,
  change: (old: Value) => Value,
): Value {
  if (old.parts.size > 0 || key === null || picked.index !== null) {
    return partly(old, change(nothing));
  }
  if (old.items !== null && old.entries === null) {
    return { ...old, items: [oneOf([...old.items, change(nothing)])] };
  }
  const entries = new Map(old.entries ?? []);
  if (entries.size < 64 || entries.has(key)) entries.set(key, change(entries.get(key) ?? nothing));
  return { ...old, entries, constant: undefined };
}
