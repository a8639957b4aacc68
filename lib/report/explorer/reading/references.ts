import type { ExplorerRun } from "../explorerRun";
import { type BothTables, bothColumns, type RowCounts } from "./bothTables";

/** The predictors that it is read from. */
export const REFERENCES = ["reference_phi_out", "reference_in_less_out"];

/**
 * What reference models say of each row: mean phi with and without it, as the run's predictors of
 * references have it.
 *
 * @returns null of a run without them
 * @throws InputError naming the file and the column of what is no number
 * @example
 * referencesOf(predictors, counts)?.without[0]; // 2.1
 */
export function referencesOf(predictors: BothTables, counts: RowCounts): ExplorerRun["references"] {
  if (!REFERENCES.every((name) => predictors.public?.names.includes(name))) return null;
  const [without, less] = REFERENCES.map((name) => bothColumns(predictors, counts, name, name));
  return {
    with: Float32Array.from(without, (out, row) => out + less[row]),
    without: Float32Array.from(without),
  };
}
