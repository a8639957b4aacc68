import { type MetricsRow, scoreColumn } from "../../../audit/outcome";
import { chosenModel } from "../../run/chosenModel";
import type { Run } from "../../run/readRun";
import type { ExplorerAttack, ExplorerRun } from "../explorerRun";
import { bothColumns, type RowCounts } from "./bothTables";

/** Rows that each were scored by a model that had not seen them: all of the public ones judge. */
const crossfitted = "crossfitted";

/**
 * Every column of scores of a run, with the rows that may judge it as metrics.json names them. Private
 * rows judge whatever scores them.
 *
 * @returns the attacks, and which of them the run hands in: where it has been scored across folds as
 *   well, that column
 * @throws InputError naming the file and the column of what is no score
 * @example
 * const { attacks, chosen } = attacksOf(run, { public: 2000, private: 2000 });
 */
export function attacksOf(
  run: Run,
  counts: RowCounts,
): Pick<ExplorerRun, "chosen" | "notes"> & { readonly attacks: ExplorerAttack[] } {
  const names = [...run.scores.names, ...run.privateScores.names].filter(isScore);
  const rows = new Map<string, MetricsRow>(
    run.metrics.rows.filter(({ part }) => part !== "private").map((row) => [row.column, row]),
  );
  const tables = { public: run.scores, private: run.privateScores };
  const attacks = [...new Set(names)].map((name): ExplorerAttack => {
    const row = rows.get(name);
    const scores = bothColumns(tables, counts, name, privateColumn(run, name, row));
    return {
      name,
      protocol: row?.protocol ?? "",
      scores,
      judges: judgesOf(run, row, scores, counts),
    };
  });
  const handedIn = chosenColumn(run, rows);
  const chosen = attacks.findIndex(({ name }) => name === handedIn);
  return { attacks, chosen, notes: notesOf(rows.values()) };
}

function isScore(name: string): boolean {
  return name !== "id" && name !== "membership" && !/^(part|fold)_/.test(name);
}

/** What was scored across folds stands beside the private scores of the same model and protocol. */
function privateColumn({ privateScores }: Run, name: string, row?: MetricsRow): string {
  if (privateScores.names.includes(name) || row?.part !== crossfitted) return name;
  return row.protocol === "best" ? "best_raw" : scoreColumn({ ...row, stage: "raw" });
}

function judgesOf(
  run: Run,
  row: MetricsRow | undefined,
  scores: Float64Array,
  counts: RowCounts,
): Uint8Array {
  const judges = new Uint8Array(scores.length);
  if (row?.part === crossfitted) judges.fill(1, 0, counts.public);
  else if (row !== undefined) {
    for (const judge of run.partRows(row.protocol, row.part)) judges[judge] = 1;
  }
  judges.fill(1, counts.public);
  return judges.map((judge, i) => (Number.isNaN(scores[i]) ? 0 : judge));
}

/** The model that the run itself has chosen, where it says so. */
function chosenName({ importance, models }: Run): string | null {
  return importance !== null && models.includes(importance.model) ? importance.model : null;
}

function chosenColumn(run: Run, rows: ReadonlyMap<string, MetricsRow>): string {
  const { column, model, protocol } = run.rowOf(chosenModel(run, chosenName(run)), "corrected");
  const alike = [...rows.values()].filter(
    (row) => row.model === model && row.protocol === protocol,
  );
  const across = alike.find(({ part }) => part === crossfitted);
  const handedIn = alike.find((row) => row.column.endsWith("_calibrated"));
  return (across ?? handedIn)?.column ?? column;
}

function notesOf(rows: Iterable<MetricsRow>): string[] {
  const all = [...rows];
  return [
    ...(all.some(({ protocol }) => protocol === "published")
      ? [
          "Attacks as published are judged by their validation rows, as the published notebook does: those have fitted their calibration and their scaler.",
        ]
      : []),
    ...(all.some(({ part }) => part === crossfitted)
      ? [
          "Cross-fitted scores are judged here all together; metrics.json reads them fold by fold, so its figures differ a little.",
        ]
      : []),
  ];
}
