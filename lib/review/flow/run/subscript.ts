import type { Expression, Index } from "../code/tree";
import type { Scope } from "../data/scope";
import { elementOf, flat, type Mark, nothing, oneOf, union, type Value } from "../data/value";
import { cutRows, shaped } from "./rows";
import { type Run, stepAt } from "./run";

type Subscript = Expression & { kind: "subscript" };

const subset = { kind: "subset", side: null, split: null } as const;

/** What stands between square brackets behind a value. */
export function subscript(expression: Subscript, scope: Scope, run: Run): Value {
  const base = run.evaluate(expression.base, scope, run);
  const [first, second] = expression.index;
  if (first === undefined) return base;
  const picked = first.kind === "slice" ? nothing : run.evaluate(first, scope, run);
  const key = keyOf(first, picked);
  if (base.entries !== null && key !== null) {
    const entry = base.entries.get(key);
    if (entry !== undefined) return entry;
    if (base.entries.size > 0 && base.parts.size === 0) return oneOf([...base.entries.values()]);
  }
  if (base.items !== null && base.parts.size === 0) return itemOf(base, first, picked);
  const rows = rowsOf(base, first, picked, run);
  if (second !== undefined && second.kind !== "slice") {
    return columnsOf(rows, run.evaluate(second, scope, run));
  }
  readCurve(expression, base, picked, run);
  return first.kind === "slice" ? rows : columnsOf(withMarks(rows, base, picked), picked);
}

/** The name under which a dictionary's entry is kept: its key, or the code that tells it. */
export function keyOf(index: Index, value: Value): string | null {
  if (index.kind === "slice") return null;
  const { constant } = value;
  return constant === undefined || constant === null ? `$${index.text}` : String(constant);
}

function itemOf(base: Value, index: Index, picked: Value): Value {
  const items = base.items ?? [];
  if (index.kind === "slice") {
    const bounds = /^(\d*):(\d*)$/.exec(index.text);
    if (bounds === null) return base;
    const end = bounds[2] === "" ? items.length : Number(bounds[2]);
    return { ...base, items: items.slice(Number(bounds[1]), end) };
  }
  const { constant } = picked;
  if (typeof constant === "number") {
    const item = items[constant < 0 ? items.length + constant : constant];
    if (item !== undefined) return item;
  }
  return elementOf(base);
}

function rowsOf(base: Value, index: Index, picked: Value, run: Run): Value {
  if (index.kind === "slice") {
    const text = index.text.replace(/\s/g, "");
    if (/^:*$/.test(text) || text === "::-1" || /^["']/.test(text)) return base;
    return cutRows(base, `[${text}]`, subset, run);
  }
  if (picked.index === null) return base;
  const known = run.cuts.get(picked.index);
  return cutRows(base, picked.index, known ?? subset, run);
}

/** Columns that were chosen by what they say of rows. */
function columnsOf(rows: Value, picked: Value): Value {
  const chosen = [...picked.statistics].filter(({ kind }) => kind === "select");
  if (chosen.length === 0) return rows;
  return { ...rows, fits: union(rows.fits, new Set(chosen)) };
}

function withMarks(rows: Value, base: Value, picked: Value): Value {
  const marks: Mark[] = [...base.marks];
  if (picked.marks.has("fpr above")) marks.push("of fpr above");
  if (base.marks.has("thresholds")) return { ...shaped(rows, flat(picked)), marks: new Set(marks) };
  return { ...rows, marks: new Set(marks) };
}

function readCurve(expression: Subscript, base: Value, picked: Value, run: Run): void {
  if (!base.marks.has("tpr") && !base.marks.has("thresholds")) return;
  const at = stepAt("read", expression);
  if (picked.marks.has("at fpr above")) run.sights.push({ kind: "first above", at, used: at });
  else if (picked.marks.has("at nearest fpr")) run.sights.push({ kind: "nearest", at, used: at });
  else if (base.marks.has("of fpr above") && picked.constant === 0) {
    run.sights.push({ kind: "first above", at, used: at });
  }
}
