import type { Column } from "./columns";
import type { State } from "./state";
import type { Table } from "./table";

/** Shares of rank that lie so far apart are a disagreement. */
export const DISAGREE = 0.5;

/** Puts aside what does not pass: mask[row] = 0. */
type Sieve = (mask: Uint8Array) => void;

/**
 * Which rows pass all filters, 1 = passes.
 *
 * @example
 * passing(table, columns, { ...state, right: "wrong" });
 */
export function passing(table: Table, columns: readonly Column[], state: State): Uint8Array {
  const mask = new Uint8Array(table.rows).fill(1);
  for (const sieve of sievesOf(table, columns, state)) sieve(mask);
  return mask;
}

function sievesOf(table: Table, columns: readonly Column[], state: State): Sieve[] {
  const { run } = table;
  const { labels, predicted, membership, flags, publicRows } = run;
  const sieves: Sieve[] = [];
  const keep = (isKept: (row: number) => boolean) =>
    sieves.push((mask) => {
      for (let row = 0; row < mask.length; row++) if (!isKept(row)) mask[row] = 0;
    });
  if (state.part !== "all") keep((row) => row < publicRows === (state.part === "public"));
  if (state.classes.length > 0) {
    const wanted = new Set(state.classes);
    keep((row) => wanted.has(labels[row]));
  }
  if (state.right !== "all") {
    const isRight = state.right === "right";
    const known = (row: number) => labels[row] >= 0 && predicted[row] >= 0;
    keep((row) => known(row) && (labels[row] === predicted[row]) === isRight);
  }
  if (state.member !== "all") {
    const wanted = { members: 1, others: 0, unknown: -1 }[state.member];
    keep((row) => membership[row] === wanted);
  }
  if (state.flagged === "threshold") {
    const from = table.flaggedFrom(state);
    const { ranks } = table.sources[state.source];
    keep((row) => ranks[row] >= from);
  } else if (state.flagged !== "all") {
    const bits = state.flagged === "5" ? 1 : 3;
    keep((row) => (flags[row] & bits) !== 0);
  }
  if (state.disagree) keep((row) => table.spread[row] >= DISAGREE);
  for (const { column, low, high } of state.ranges) {
    const values = columns.find(({ key }) => key === column)?.numbers();
    if (values)
      keep((row) => values[row] >= (low ?? -Infinity) && values[row] <= (high ?? Infinity));
  }
  if (state.brush) {
    const [left, right, bottom, top] = state.brush;
    const [x, y] = [table.sources[state.x].shares, table.sources[state.y].shares];
    keep((row) => x[row] >= left && x[row] <= right && y[row] >= bottom && y[row] <= top);
  }
  if (state.text !== "") {
    const text = state.text.toLowerCase();
    keep((row) => table.searched[row].includes(text));
  }
  return sieves;
}
