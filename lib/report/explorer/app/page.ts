import { type Choice, type Column, columnsOf } from "../model/columns";
import { passing } from "../model/filter";
import { fromHash, runOf, toHash } from "../model/hash";
import { ordered } from "../model/order";
import { FILTERS, type State } from "../model/state";
import type { Table } from "../model/table";
import type { Sprites } from "./sprites";

/** A part of the page that follows what a person chooses. */
export interface Part {
  readonly element: HTMLElement;
  /** Draws what has changed; called where the part is seen. */
  update(): void;
}

/** The run at hand, what is chosen, and what follows from that. */
export interface Page {
  readonly table: Table;
  readonly sprites: Sprites;
  readonly state: State;
  readonly columns: readonly Column[];
  /** 1 = the row passes all filters. */
  readonly passes: Uint8Array;
  /** The rows that are shown, in their order. */
  readonly rows: Int32Array;
  set(change: Partial<State>): void;
  /** Calls back after each change. */
  onChange(listener: () => void): void;
}

const CHOICE: readonly (keyof Choice)[] = ["source", "cut", "x", "y"];
/** A browser slows a page down that writes its address too often. */
const HASH_MS = 200;

/**
 * The page of a run as its address says.
 *
 * @param reopen called where another run is asked for, which leaves this page without a function
 */
export function openPage(table: Table, sprites: Sprites, reopen: () => void): Page {
  const listeners: (() => void)[] = [];
  let state = fromHash(location.hash.slice(1), table);
  let columns = columnsOf(table, state);
  let passes = passing(table, columns, state);
  let rows = sortedRows();
  let timer = 0;

  function sortedRows(): Int32Array {
    const column = columns.find(({ key }) => key === state.sort) ?? columns[0];
    return ordered(column, passes, state.descending);
  }

  function set(change: Partial<State>): void {
    const before = state;
    state = { ...state, ...change };
    const changed = (names: readonly (keyof State)[]) =>
      names.some((name) => state[name] !== before[name]);
    if (changed(["run"])) {
      writeHash();
      leave();
      return;
    }
    const rechosen = changed(CHOICE);
    if (rechosen) columns = columnsOf(table, state);
    const refiltered = changed(FILTERS) || (rechosen && isNarrowed());
    if (refiltered) passes = passing(table, columns, state);
    if (refiltered || rechosen || changed(["sort", "descending"])) rows = sortedRows();
    clearTimeout(timer);
    timer = setTimeout(writeHash, HASH_MS);
    for (const listener of listeners) listener();
  }

  /** Whether filters hang on the score, its cut, or the two that are compared. */
  function isNarrowed(): boolean {
    return state.flagged === "threshold" || state.ranges.length > 0 || state.brush !== null;
  }

  function writeHash(): void {
    clearTimeout(timer);
    const hash = toHash(state, { ...table.first, run: 0 });
    if (hash !== location.hash.slice(1)) {
      history.replaceState(
        null,
        "",
        hash === "" ? location.pathname + location.search : `#${hash}`,
      );
    }
  }

  const closing = new AbortController();

  /** Leaves the page to another run. */
  function leave(): void {
    clearTimeout(timer);
    closing.abort();
    reopen();
  }

  addEventListener(
    "hashchange",
    () => {
      const asked = location.hash.slice(1);
      if (runOf(asked, 2) !== table.first.run) leave();
      else if (asked !== toHash(state, { ...table.first, run: 0 })) set(fromHash(asked, table));
    },
    closing,
  );
  return {
    table,
    sprites,
    get state() {
      return state;
    },
    get columns() {
      return columns;
    },
    get passes() {
      return passes;
    },
    get rows() {
      return rows;
    },
    set,
    onChange: (listener) => listeners.push(listener),
  };
}
