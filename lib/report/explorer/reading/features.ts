import { rocAuc } from "../../../metrics";
import { hasBoth } from "../../run/hasBoth";
import type { ExplorerColumn, ExplorerRun } from "../explorerRun";
import { type BothTables, bothColumns, type RowCounts } from "./bothTables";

/** Columns that a page carries; a run of Best_Attack has some two hundred. */
const most = 16;
/** Those that a run names first, which are easily understood, have their place whatever they tell. */
const first = 6;
/** Rows from which it is seen which columns tell members most. */
const sampled = 4000;

/** Columns of another kind, or one a class. */
const isPredictor = (name: string) =>
  !["id", "label", "membership"].includes(name) && !/^(prob|label)_\d+$/.test(name);

/**
 * The predictors of each row, one number a column, without the softmax; where there are more than 16,
 * the first of them and those that by themselves tell public members most.
 *
 * @throws InputError naming the file and the column of what is no number
 * @example
 * featuresOf(predictors, counts, membership).features.map(({ name }) => name); // "sample_loss", ...
 */
export function featuresOf(
  predictors: BothTables,
  counts: RowCounts,
  membership: Int8Array,
): Pick<ExplorerRun, "features" | "notes"> {
  const names = (predictors.public?.names ?? []).filter(isPredictor);
  const columns = names.map((name): ExplorerColumn => {
    return { name, values: Float32Array.from(bothColumns(predictors, counts, name, name)) };
  });
  if (columns.length <= most) return { features: columns, notes: [] };
  const strongest = new Set(
    columns
      .slice(first)
      .map(({ name, values }) => ({ name, strength: strengthOf(values, counts, membership) }))
      .sort((one, other) => other.strength - one.strength)
      .slice(0, most - first)
      .map(({ name }) => name),
  );
  return {
    features: columns.filter(({ name }, k) => k < first || strongest.has(name)),
    notes: [
      `${most} of ${columns.length} predictors are shown: the first ${first}, and those that by themselves tell public members most.`,
    ],
  };
}

/** How far the AUC of a column lies from chance, on some public rows. */
function strengthOf(values: Float32Array, counts: RowCounts, membership: Int8Array): number {
  const step = Math.ceil(counts.public / sampled);
  const rows = Array.from({ length: Math.ceil(counts.public / step) }, (_, i) => i * step).filter(
    (row) => Number.isFinite(values[row]) && membership[row] >= 0,
  );
  const known = Uint8Array.from(rows, (row) => membership[row]);
  if (!hasBoth(known)) return 0;
  return Math.abs(
    rocAuc(
      known,
      Float64Array.from(rows, (row) => values[row]),
    ) - 0.5,
  );
}
