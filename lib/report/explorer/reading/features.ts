import { type CsvTable, readCsvParts } from "../../../files";
import { rocAuc } from "../../../metrics";
import { hasBoth } from "../../run/hasBoth";
import type { ExplorerColumn, ExplorerRun } from "../explorerRun";
import { type BothTables, bothColumns, numbersOf, type RowCounts } from "./bothTables";

/** Columns that a page carries; a run of Best_Attack has some two hundred. */
const most = 16;
/** Those that a run names first, which are easily understood, have their place whatever they tell. */
const first = 6;
/** Rows from which it is seen which columns tell members most. */
const sampled = 4000;

/** Columns of another kind, or one a class. */
const isPredictor = (name: string) =>
  name !== "" && !["id", "label", "membership"].includes(name) && !/^(prob|label)_\d+$/.test(name);

/** Which predictors a page shows. */
export interface Shown {
  /** Their names, in the file's order. */
  readonly features: readonly string[];
  /** Of how many. */
  readonly of: number;
}

/**
 * The predictors that a page shows, without the softmax; where there are more than 16, the first of them and those that
 * by themselves tell public members most.
 *
 * @param file predictors_public.csv, of which some rows are looked at
 * @param scores with the membership of the same rows
 * @throws InputError naming the file and the column of what is no number
 * @example
 * readShown("out/predictors_public.csv", scores).features; // "sample_loss", "class_entropy", ...
 */
export function readShown(file: string, scores: CsvTable): Shown {
  const every = Math.max(1, Math.ceil(scores.rows / sampled));
  const [sample] = readCsvParts(file, [{ columns: (names) => names.filter(isPredictor), every }]);
  const names = sample.names.filter(isPredictor);
  if (names.length <= most) return { features: names, of: names.length };
  const membership = scores.texts("membership").filter((_, row) => row % every === 0);
  const strongest = new Set(
    names
      .slice(first)
      .map((name) => ({ name, strength: strengthOf(numbersOf(sample, name, every), membership) }))
      .sort((one, other) => other.strength - one.strength)
      .slice(0, most - first)
      .map(({ name }) => name),
  );
  return {
    features: names.filter((name, k) => k < first || strongest.has(name)),
    of: names.length,
  };
}

/**
 * The predictors of each row that a page shows, one number a column.
 *
 * @throws InputError naming the file and the column of what is no number
 * @example
 * featuresOf(predictors, counts, shown).features.map(({ name }) => name); // "sample_loss", ...
 */
export function featuresOf(
  predictors: BothTables,
  counts: RowCounts,
  { features, of }: Shown,
): Pick<ExplorerRun, "features" | "notes"> {
  const columns = features.map((name): ExplorerColumn => {
    return { name, values: Float32Array.from(bothColumns(predictors, counts, name, name)) };
  });
  const note = `${most} of ${of} predictors are shown: the first ${first}, and those that by themselves tell public members most.`;
  return { features: columns, notes: features.length < of ? [note] : [] };
}

/** How far the AUC of a column lies from chance, on rows whose membership is known. */
function strengthOf(values: Float64Array, membership: readonly string[]): number {
  const rows = [...values.keys()].filter((row) => {
    return Number.isFinite(values[row]) && (membership[row] === "0" || membership[row] === "1");
  });
  const known = Uint8Array.from(rows, (row) => Number(membership[row]));
  if (!hasBoth(known)) return 0;
  const scores = Float64Array.from(rows, (row) => Math.fround(values[row]));
  return Math.abs(rocAuc(known, scores) - 0.5);
}
