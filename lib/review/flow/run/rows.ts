import type { Piece } from "../code/tree";
import type { Fit } from "../data/machine";
import type { Cut, Part } from "../data/part";
import { nothing, union, type Value, valueWith } from "../data/value";
import type { Run } from "./run";

/**
 * The rows of a cut, with all that is known of those that they are cut from.
 *
 * @param beside of each array that is cut with them, row beside row, what it holds
 */
export function cutRows(
  value: Value,
  key: string,
  cut: Cut,
  run: Run,
  beside: readonly ReadonlySet<Part>[] = [value.parts],
): Value {
  if (value.index !== null && value.parts.size === 0) {
    return { ...value, index: `${value.index} ${key}`, items: null };
  }
  if (value.parts.size === 0) return value;
  const part = run.parts.cut(beside, key, cut, `${nameOf(value.parts)}@${key}`);
  const predictions = new Set(
    [...value.predictions].map((one) => run.prediction({ ...one, parts: new Set([part]) })),
  );
  const rows = { ...value, parts: new Set([part]), predictions, index: null };
  return { ...rows, items: null, entries: null, instances: nothing.instances };
}

function nameOf(parts: ReadonlySet<Part>): string {
  const [first] = parts;
  return first.name.split("@")[0];
}

/** Rows that a function makes out of others: shaped by all that shaped them, and by the statistics beside them. */
export function shaped(rows: Value, by: Value, isWeakToo = false): Value {
  const statistics = [...by.statistics].filter((fit) => isWeakToo || fit.certainty !== "look");
  if (rows.parts.size === 0) {
    return {
      ...rows,
      statistics: union(rows.statistics, by.statistics),
      fits: union(rows.fits, by.fits),
      judgements: union(rows.judgements, by.judgements),
    };
  }
  return { ...rows, fits: union(rows.fits, by.fits, new Set(statistics)), constant: undefined };
}

/** Rows that are partly others now: what shaped those shapes these. */
export function partly(old: Value, value: Value): Value {
  const parts = old.parts.size === 0 ? value.parts : old.parts;
  const rows = { ...old, parts, constant: undefined };
  return {
    ...shaped(rows, value),
    predictions: union(old.predictions, value.predictions),
    machines: union(old.machines, value.machines),
  };
}

/** Only what tells of rows: what a function that is not known may hand on of what it is given. */
export function handedOn(value: Value): Value {
  const { parts, fits, statistics, predictions, judgements, marks, machines } = value;
  return valueWith({ parts, fits, statistics, predictions, judgements, marks, machines });
}

/** A statistic of rows: no rows itself, but shaping those that it is put beside. */
export function statisticOf(
  value: Value,
  fit: Omit<Fit, "parts" | "at">,
  piece: Piece,
  run: Run,
): Value {
  if (value.parts.size === 0) return { ...nothing, statistics: value.statistics };
  const { cell, line, text } = piece;
  const at = { what: "fit", cell, line, code: text } as const;
  const known = run.fit({ ...fit, parts: value.parts, at });
  return valueWith({ statistics: new Set([known]), judgements: value.judgements });
}
