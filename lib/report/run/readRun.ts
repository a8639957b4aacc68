import { existsSync } from "node:fs";
import path from "node:path";
import type { Promised } from "../../audit/dp";
import { CROSSFITTED, type Metrics, type MetricsRow, readMetrics } from "../../audit/outcome";
import { type CsvTable, InputError, readCsv } from "../../files";
import { take } from "../../numeric/arrays";
import { type AttackRow, attackRows } from "./attackRows";
import { editedFiles } from "./editedFiles";
import type { Protocol } from "./protocols";
import { type RecordedFlags, readRecords } from "./readRecords";
import { requireRows } from "./requireRows";
import {
  type AblationResult,
  type BlindResult,
  type ImportanceResult,
  readSideResults,
} from "./sideResults";
import { unlikeScores } from "./unlikeScores";

/** Scores of the rows that judge one row of metrics.json. */
export interface ScoredPart {
  /** Row numbers of the CSV file, ascending. */
  readonly rows: Int32Array;
  /** 0 or 1, 1 = member. */
  readonly membership: Uint8Array;
  /** High = member. */
  readonly scores: Float64Array;
  /** Of cross-fitted scores the fold of each of these rows, from 1. */
  readonly folds?: Int32Array;
}

/** What one model gives to the rows that judge a protocol. */
export interface ScoredModel extends ScoredPart {
  /** The model. */
  readonly name: string;
}

/** The artefacts of one run of A1_12_Ensemble or Best_Attack, read and checked against each other. */
export interface Run {
  readonly folder: string;
  readonly metrics: Metrics;
  /** The rows of metrics.json that figures show, in its order. */
  readonly attackRows: readonly AttackRow[];
  /** The corrected attacks, in the order of metrics.json; all where none is corrected. */
  readonly models: readonly string[];
  readonly scores: CsvTable;
  readonly predictors: CsvTable;
  readonly privateScores: CsvTable;
  /** What ablation.json, importance.json and blind.json hold, null in a run that has left none. */
  readonly ablation: AblationResult | null;
  readonly importance: ImportanceResult | null;
  readonly blind: BlindResult | null;
  /** What was promised, as summary.json has it; null where nothing was. */
  readonly guarantee: Promised | null;
  /** Who is flagged by which attack; null in a run that has left no records_public.csv. */
  readonly records: RecordedFlags | null;
  /** 0 or 1 for each public row. */
  readonly membership: Uint8Array;
  /** What does not fit together, a sentence each, for the captions; none in a sound run. */
  readonly notes: readonly string[];
  /**
   * The rows of a protocol's part: "published" and "validation", "corrected" and "report", or "crossfitted" and
   * all that have a fold; none where the run knows no such part.
   */
  partRows(protocol: string, part: string): Int32Array;
  /** A column of scores on the rows of one part. */
  scored(column: string, protocol: string, part: string): ScoredPart;
  /** A model's scores on the rows that judge a protocol, of the stage that figures show. */
  scoredAs(model: string, protocol: Protocol): ScoredModel;
  /** The same of all models, ready to be drawn as curves. */
  attacks(protocol: Protocol): ScoredModel[];
  /** The row of metrics.json for a column on public rows. */
  row(column: string): MetricsRow;
  /** The row that judges an attack under a protocol. */
  rowOf(name: string, protocol: Protocol): MetricsRow;
}

const names = ["metrics.json", "scores_public.csv", "predictors_public.csv", "scores_private.csv"];

/**
 * Reads the artefacts of a run of A1_12_Ensemble or Best_Attack. Missing or foreign files are refused; a run with
 * files that were changed since, or with scores from which metrics.json no longer follows, is read,
 * and `notes` says what differs.
 *
 * @param folder the run's outDir
 * @param readPredictors reads predictors_public.csv, or as much of it as is asked for, with the scores at hand
 * @throws InputError naming the file that is missing, is of another edition, or belongs to other rows
 * @example
 * const run = readRun("out/A1_12_Ensemble");
 * run.scored("RF_corrected_raw", "corrected", "calibrate").scores;
 * run.scoredAs("RF", "corrected").scores; // on report rows
 */
export function readRun(
  folder: string,
  readPredictors: (file: string, scores: CsvTable) => CsvTable = readCsv,
): Run {
  refuseHalfARun(folder);
  const [metricsFile, scoresFile, predictorsFile, privateFile] = names.map((name) =>
    path.join(folder, name),
  );
  const metrics = readMetrics(metricsFile);
  const scores = readCsv(scoresFile);
  const predictors = readPredictors(predictorsFile, scores);
  const privateScores = readCsv(privateFile);
  const ids = scores.texts("id");
  requireRows(predictors, ids);
  const membership = membershipColumn(scores);
  const rowsOf = new Map<string, Int32Array>();
  const partRows = (protocol: string, part: string) => {
    const own = part === CROSSFITTED ? `fold_${protocol}` : `part_${protocol}`;
    if (!scores.names.includes(own)) return new Int32Array();
    const key = JSON.stringify([own, part]);
    const rows = rowsOf.get(key) ?? rowsWhere(scores.texts(own), part);
    rowsOf.set(key, rows);
    return rows;
  };
  const scored = (column: string, protocol: string, part: string): ScoredPart => {
    const rows = partRows(protocol, part);
    const texts = scores.texts(column);
    const values = Float64Array.from(rows, (row) => finite(texts[row], scores.path, column));
    const found = { rows, membership: take(membership, rows), scores: values };
    if (part !== CROSSFITTED) return found;
    const folds = scores.texts(`fold_${protocol}`);
    return {
      ...found,
      folds: Int32Array.from(rows, (row) => fold(folds[row], scores.path, protocol)),
    };
  };
  const scoredAs = (name: string, protocol: Protocol): ScoredModel => {
    const { column, protocol: own, part } = rowOf(name, protocol);
    return { name, ...scored(column, own, part) };
  };
  const shown = attackRows(metrics);
  const ofProtocol = (wanted: Protocol) =>
    shown.filter(({ protocol }) => protocol === wanted).map(({ name }) => name);
  const corrected = ofProtocol("corrected");
  const models = corrected.length > 0 ? corrected : [...new Set(shown.map(({ name }) => name))];
  const rowOf = (name: string, protocol: Protocol): MetricsRow => {
    const found = shown.find((one) => one.name === name && one.protocol === protocol);
    if (found) return found.row;
    const known = shown.map((one) => `${one.name} ${one.protocol}`).join(", ");
    throw new InputError(metricsFile, `rows for ${known}`, `one for ${name} ${protocol}`);
  };
  const row = (column: string): MetricsRow => {
    const found = metrics.rows.find((one) => one.column === column && one.part !== "private");
    if (found) return found;
    const known = metrics.rows.map((one) => one.column).join(", ");
    throw new InputError(metricsFile, `rows for ${known}`, `one for ${column}`);
  };
  const { hashes, ...sideResults } = readSideResults(folder);
  const records = readRecords(folder, ids);
  const hashOf = (table: CsvTable) => [path.basename(table.path), table.sha256];
  const found = Object.fromEntries([scores, predictors, privateScores].map(hashOf));
  const notes = [
    ...editedFiles(metrics, {
      ...found,
      ...hashes,
      ...(records && { "records_public.csv": records.sha256 }),
    }),
    ...unlikeScores(metrics, scored),
  ];
  return {
    folder,
    metrics,
    attackRows: shown,
    models,
    scores,
    predictors,
    privateScores,
    ...sideResults,
    records,
    membership,
    notes,
    partRows,
    scored,
    scoredAs,
    attacks: (protocol) => ofProtocol(protocol).map((name) => scoredAs(name, protocol)),
    row,
    rowOf,
  };
}

function rowsWhere(parts: readonly string[], part: string): Int32Array {
  const judges =
    part === CROSSFITTED ? (text: string) => text !== "" : (text: string) => text === part;
  return Int32Array.from(parts.keys()).filter((row) => judges(parts[row]));
}

function refuseHalfARun(folder: string): void {
  const missing = names.filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length === 0) return;
  const found = missing.length === names.length ? "no artefact" : `no ${missing.join(", no ")}`;
  const previous = path.join(folder, "previous");
  const elsewhere = existsSync(path.join(previous, names[0]))
    ? ` (an earlier one's: ${previous})`
    : "";
  const expected = `${names.join(", ")} of one whole run of A1_12_Ensemble or Best_Attack${elsewhere}`;
  throw new InputError(folder, found, expected);
}

function membershipColumn(scores: CsvTable): Uint8Array {
  return Uint8Array.from(scores.texts("membership"), (text, row) => {
    if (text !== "0" && text !== "1") {
      throw new InputError(scores.path, `membership "${text}" in row ${row}`, "0 or 1");
    }
    return Number(text);
  });
}

function fold(text: string, file: string, protocol: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError(file, `"${text}" in column fold_${protocol}`, "a whole number from 1");
}

function finite(text: string, file: string, column: string): number {
  const value = text === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InputError(file, `"${text}" in column ${column}`, "a finite number in each row judged");
}
