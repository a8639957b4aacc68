import { existsSync } from "node:fs";
import path from "node:path";
import type { Metrics } from "../../../audit/outcome";
import { type CsvTable, InputError, readCsv, readCsvParts } from "../../../files";
import { editedFiles } from "../../run/editedFiles";
import { type Run, readRun } from "../../run/readRun";
import type { ExplorerRun } from "../explorerRun";
import { attacksOf } from "./attacks";
import { type BothTables, requireSameRows } from "./bothTables";
import { exposed } from "./exposure";
import { featuresOf, readShown, type Shown } from "./features";
import { classesOf, labelsOf, membershipOf } from "./knownOfRows";
import { type LookedAt, lookedAt } from "./lookedAt";
import { REFERENCES, referencesOf } from "./references";
import { rowIds } from "./rowIds";
import { withRecorded } from "./withRecorded";

/** Rows of a run, of both parts, that a page holds: some 130 bytes each, all of them in a browser's memory. */
export const MOST_ROWS = 400_000;

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
  let shown: Shown = { features: [], of: 0 };
  const run = readRun(folder, (file, scores) => {
    shown = readShown(file, scores);
    return predictorsOf(file, shown);
  });
  const { scores, privateScores } = run;
  const rows = scores.rows + privateScores.rows;
  if (rows > MOST_ROWS)
    throw new InputError(folder, `${rows} rows`, `${MOST_ROWS} at most in a page`);
  const ids = [...rowIds(scores), ...rowIds(privateScores)];
  const counts = { public: scores.rows, private: privateScores.rows };
  const predictors = {
    public: run.predictors,
    private: predictorsOf(path.join(folder, "predictors_private.csv"), shown),
  };
  requireSameRows(predictors.private, privateScores);
  const records = recordsOf(folder, run);
  const labels = labelsOf(predictors, counts);
  const seen = lookedAt(folder, labels, counts);
  const membership = membershipOf(run, counts);
  const { attacks, chosen, notes } = attacksOf(run, counts);
  const { recorded, ...exposure } = exposed(records, counts, attacks[chosen], membership);
  const all = withRecorded(attacks, chosen, recorded, counts);
  const features = featuresOf(predictors, counts, shown);
  const plain: PlainExplorerRun = {
    name: path.basename(path.resolve(folder)),
    ids,
    publicRows: counts.public,
    classes: classesOf(labels, seen.classes),
    labels,
    predicted: seen.predicted,
    membership,
    attacks: all.attacks,
    chosen: all.chosen,
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
        ...notes,
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

/** What a page takes of a run's predictors: no more of them is ever in memory. */
function predictorsOf(file: string, { features }: Shown): CsvTable {
  const [table] = readCsvParts(file, [
    { columns: () => ["id", "label", ...REFERENCES, ...features] },
  ]);
  return table;
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
