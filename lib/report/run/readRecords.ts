import { existsSync } from "node:fs";
import path from "node:path";
import { type CsvTable, InputError, readCsv } from "../../files";
import { requireRows } from "./requireRows";

const FLAGGED = "_flagged";

/** Which public row is flagged by which attack, as a run has recorded it. */
export interface RecordedFlags {
  /** 1 for each row that the attack flags at its own threshold, else 0. */
  readonly attacks: readonly { readonly name: string; readonly flagged: Uint8Array }[];
  /** Of the file. */
  readonly sha256: string;
}

/**
 * The flags of records_public.csv; null where a run has left none.
 *
 * @param ids of the run's public rows
 * @throws InputError naming the file if it is of other rows, or holds anything but 0 and 1
 * @example
 * readRecords("out/A1_12_Ensemble", scores.texts("id"))?.attacks[0].name; // "RF"
 */
export function readRecords(folder: string, ids: readonly string[]): RecordedFlags | null {
  const file = path.join(folder, "records_public.csv");
  if (!existsSync(file)) return null;
  const table = readCsv(file);
  requireRows(table, ids);
  const attacks = table.names
    .filter((name) => name.endsWith(FLAGGED))
    .map((column) => ({
      name: column.slice(0, -FLAGGED.length),
      flagged: Uint8Array.from(table.texts(column), (text, row) =>
        flagOf(text, row, table, column),
      ),
    }));
  return { attacks, sha256: table.sha256 };
}

function flagOf(text: string, row: number, { path: file }: CsvTable, column: string): number {
  if (text === "0" || text === "1") return Number(text);
  throw new InputError(file, `"${text}" in column ${column}, row ${row}`, "0 or 1");
}
