import type { MimeBundle } from "./publish";
import { tableBundle } from "./showTable";
import { isTable } from "./tableData";

/** Where lib/kernel looks for what knows how the value of a cell's last line is to be shown. */
const FORMAT = Symbol.for("mia-notebooks.format");

/**
 * A frame or table that a cell ends in, as {@link showTable} shows it: some rows, and how many there
 * are. The kernel finds this function under its symbol.
 *
 * @returns null for whatever else a cell may end in
 * @example
 * tableResult(aq.table({ a: [1, 2] })); // { "text/html": "<table>...", "text/plain": "a\n1\n2" }
 */
export function tableResult(value: unknown): MimeBundle | null {
  return isTable(value) ? tableBundle(value) : null;
}

Object.assign(globalThis, { [FORMAT]: tableResult });
