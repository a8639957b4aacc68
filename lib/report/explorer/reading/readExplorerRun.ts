import { existsSync } from "node:fs";
import path from "node:path";
import type { Metrics } from "../../../audit/outcome";
import { type CsvTable, InputError, readCsv } from "../../../files";
import { editedFiles } from "../../run/editedFiles";
import { type Run, readRun } from "../../run/readRun";
import type { ExplorerAttack, ExplorerRun } from "../explorerRun";
import { attacksOf } from "./attacks";
import { type BothTables, bothColumns, type RowCounts, requireSameRows } from "./bothTables";
import { exposed } from "./exposure";
import { featuresOf } from "./features";
import { type LookedAt, lookedAt } from "./lookedAt";
import { rowIds } from "./rowIds";

const mostClasses = 2 ** 15 - 1;

/** All of a run but its pictures; neighbours are found apart. */
export type PlainExplorerRun = Omit<ExplorerRun, "images">;

/** A run as its folder has it, and the files that it has seen, by their role. */
export interface FolderRun {
  readonly run: PlainExplorerRun;
  readonly inputs: Metrics["inputs"];
  /** What its rows are near each other by. */
  readonly points: LookedAt["points"];
}

/**
 * Reads the folder of a run of A1_12_Ensemble or Best_Attack, each file held against the others. What a
 * run of an earlier edition lacks is left out, and `notes` says so; so it does of files that were
 * changed since.
 *
 * @throws InputError naming the file that is missing, damaged, of another edition or of other rows
 * @example
 * const { run } = readExplorerRun("out/A1_12_Ensemble");
 * run.attacks[run.chosen].name; // "MLP_corrected_outOfFold"
 */
export function readExplorerRun(folder: string): FolderRun {
  const run = readRun(folder);
  const { scores, privateScores } = run;
  const ids = [...rowIds(scores), ...rowIds(privateScores)];
  const counts = { public: scores.rows, private: privateScores.rows };
  const predictors = {
    public: run.predictors,
    private: tableOf(folder, "predictors_private.csv", privateScores),
  };
  const records = recordsOf(folder, run);
  const labels = labelsOf(predictors, counts);
  const seen = lookedAt(folder, labels, counts);
  const membership = membershipOf(run, counts);
  const { attacks, chosen } = attacksOf(run, counts);
  const { recorded, ...exposure } = exposed(records, counts, attacks[chosen], membership);
  const all = withRecorded(attacks, attacks[chosen], recorded, counts);
  const features = featuresOf(predictors, counts, membership);
  const plain: PlainExplorerRun = {
    name: path.basename(path.resolve(folder)),
    ids,
    publicRows: counts.public,
    classes: classesOf(labels, seen.classes),
    labels,
    predicted: seen.predicted,
    membership,
    attacks: all.attacks,
    chosen: all.chosen ?? chosen,
    pValues: exposure.pValues,
    flags: exposure.flags,
    features: features.features,
    views: seen.views,
    references: referencesOf(predictors, counts),
    neighbours: null,
    notes: [
      ...new Set([
        ...run.notes,
        ...editedFiles(
          run.metrics,
          hashesOf([predictors.private, records.public, records.private], seen),
        ),
        ...exposure.notes,
        ...all.notes,
        ...features.notes,
        ...(seen.classes === 0
          ? ["The run has left no logits: no predicted classes, views and neighbours."]
          : []),
      ]),
    ],
  };
  return { run: plain, inputs: run.metrics.inputs, points: seen.points };
}

function tableOf(folder: string, name: string, of: CsvTable): CsvTable {
  const table = readCsv(path.join(folder, name));
  requireSameRows(table, of);
  return table;
}

function recordsOf(folder: string, { scores, privateScores }: Run): BothTables {
  const read = (name: string, of: CsvTable) =>
    existsSync(path.join(folder, name)) ? tableOf(folder, name, of) : null;
  return {
    public: read("records_public.csv", scores),
    private: read("records_private.csv", privateScores),
  };
}

function labelsOf(predictors: BothTables, counts: RowCounts): Int16Array {
  return Int16Array.from(bothColumns(predictors, counts, "label", "label"), (label, row) => {
    if (Number.isNaN(label)) return -1;
    if (Number.isInteger(label) && label >= 0 && label < mostClasses) return label;
    const [table, at] =
      row < counts.public ? [predictors.public, row] : [predictors.private, row - counts.public];
    throw new InputError(
      table?.path ?? "predictors",
      `label ${label} in row ${at}`,
      `a class from 0 to ${mostClasses - 1}`,
    );
  });
}

function membershipOf({ scores, privateScores }: Run, counts: RowCounts): Int8Array {
  const column = bothColumns(
    { public: scores, private: privateScores },
    counts,
    "membership",
    "membership",
  );
  return Int8Array.from(column, (member, row) => {
    if (Number.isNaN(member)) return -1;
    if (member === 0 || member === 1) return member;
    throw new InputError(
      privateScores.path,
      `membership ${member} in row ${row - counts.public}`,
      "0, 1 or nothing",
    );
  });
}

function classesOf(labels: Int16Array, classes: number): string[] {
  const count = labels.reduce((most, label) => Math.max(most, label + 1), classes);
  return Array.from({ length: count }, (_, label) => String(label));
}

/** Scores that records were made of judge all rows; where no column of scores has them, they are one. */
function withRecorded(
  attacks: ExplorerAttack[],
  { name, protocol }: ExplorerAttack,
  recorded: Float64Array | null,
  counts: RowCounts,
) {
  if (recorded === null) return { attacks, chosen: null, notes: [] };
  const same = attacks.findIndex(({ scores }) =>
    scores.every((score, row) => Object.is(score, recorded[row]) || row >= counts.public),
  );
  if (same >= 0) return { attacks, chosen: same, notes: [] };
  const judges = Uint8Array.from(recorded, (score) => (Number.isNaN(score) ? 0 : 1));
  const own = {
    name: `${name.replace(/_[^_]*$/, "")}_outOfFold`,
    protocol,
    scores: recorded,
    judges,
  };
  const note = `${own.name} is the score of records_public.csv and records_private.csv: of each public row by a model that has not seen it. p-values and flags are made from it; ${name} is what is handed in.`;
  return { attacks: [...attacks, own], chosen: attacks.length, notes: [note] };
}

/** Mean phi as the run's predictors of references have it. */
function referencesOf(predictors: BothTables, counts: RowCounts): ExplorerRun["references"] {
  const names = ["reference_phi_out", "reference_in_less_out"];
  if (!names.every((name) => predictors.public?.names.includes(name))) return null;
  const [without, less] = names.map((name) => bothColumns(predictors, counts, name, name));
  return {
    with: Float32Array.from(without, (out, row) => out + less[row]),
    without: Float32Array.from(without),
  };
}

function hashesOf(
  tables: readonly (CsvTable | null)[],
  { hashes }: LookedAt,
): Record<string, string> {
  const read = tables.filter((table): table is CsvTable => table !== null);
  return {
    ...Object.fromEntries(read.map((table) => [path.basename(table.path), table.sha256])),
    ...hashes,
  };
}
