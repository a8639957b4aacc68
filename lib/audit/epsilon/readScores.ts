import {
  type CsvTable,
  firstNotFinite,
  InputError,
  membershipColumn,
  nearestName,
  readCsv,
} from "../../files";

/** Scores of rows whose membership is known, and which of the file's rows they are. */
export interface JudgedScores {
  readonly membership: Uint8Array;
  readonly scores: Float64Array;
  /** What was left out and why; null where every row counts. */
  readonly note: string | null;
}

/** Parts of a protocol whose rows nothing has learnt from, as runs of ours name them. */
const JUDGES = ["report", "validation", "test"];

/**
 * Reads a column of scores beside membership. Of a run's scores_public.csv only the rows that judge the
 * column's protocol count: on rows that it was fitted on a score says nothing of a leak. Cross-fitted scores
 * (fold_PROTOCOL says which attack judged each row) judge wherever a row has a fold. Rows without a score are
 * left out.
 *
 * @param column null for the one that is named score
 * @throws InputError if a column is missing (with the nearest name), a score is not finite, or the
 *   rows that are left are all members or all others
 * @example
 * readScores("out/A1_12_Ensemble/scores_public.csv", "MLP_corrected_raw").scores.length; // 400
 */
export function readScores(file: string, column: string | null): JudgedScores {
  const table = readCsv(file);
  const name = column ?? "score";
  if (!table.names.includes(name)) {
    const nearest = nearestName(name, table.names);
    const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
    const why = column === null ? "one named score, or --column NAME" : `one named ${name}${hint}`;
    throw new InputError(file, `columns ${table.names.join(", ")}`, why);
  }
  const known = membershipColumn(table);
  const judge = judgeOf(file, table, name);
  const texts = table.texts(name);
  const rows = texts.flatMap((text, row) =>
    text !== "" && (judge === null || judge.counts(row)) ? [row] : [],
  );
  const all = texts.length;
  if (rows.length === 0) throw new InputError(file, `no score in column ${name}`, "some");
  const numbers = table.numbers(name, rows);
  const membership = Uint8Array.from(rows, (row) => known[row]);
  checkBounded(file, name, membership, numbers);
  const left = all - rows.length;
  const why = judge === null ? "without a score" : `${judge.others}, or without a score`;
  return {
    membership,
    scores: numbers,
    note: left === 0 ? null : `${left} of ${all} rows are left out: ${why}`,
  };
}

/** What nothing can be bounded from is refused here, where the file is known. */
function checkBounded(
  file: string,
  name: string,
  membership: Uint8Array,
  scores: Float64Array,
): void {
  const bad = firstNotFinite(scores);
  if (bad >= 0) throw new InputError(file, `${scores[bad]} in column ${name}`, "finite scores");
  const members = membership.reduce((sum, one) => sum + one, 0);
  if (members > 0 && members < membership.length) return;
  const found = `${members} members in ${membership.length} rows with a score`;
  throw new InputError(file, found, "members and others");
}

/** Which rows judge a column of scores, and what the others are. */
interface Judge {
  counts(row: number): boolean;
  readonly others: string;
}

/** Null where no column says it. */
function judgeOf(file: string, table: CsvTable, score: string): Judge | null {
  const fold = ownOf(table.names, score, "fold_");
  const part = ownOf(table.names, score, "part_");
  if (fold !== null && (part === null || score.endsWith("_crossfitted"))) {
    const folds = table.texts(fold);
    const bad = folds.findIndex((text) => text !== "" && !(Number.isInteger(+text) && +text > 0));
    if (bad >= 0) {
      throw new InputError(file, `"${folds[bad]}" in column ${fold}`, "folds from 1, or nothing");
    }
    return { counts: (row) => folds[row] !== "", others: `without a fold in ${fold}` };
  }
  if (part === null) return null;
  const partOfRow = table.texts(part);
  const judges = JUDGES.find((one) => partOfRow.includes(one));
  if (judges === undefined) {
    throw new InputError(
      file,
      `${part} without ${JUDGES.join(", ")}`,
      "rows that judge the scores",
    );
  }
  return { counts: (row) => partOfRow[row] === judges, others: `not ${judges} rows of ${part}` };
}

/** The column of parts or folds that belongs to the score's protocol. */
function ownOf(names: readonly string[], score: string, kind: "part_" | "fold_"): string | null {
  const own = names.find((name) => {
    if (!name.startsWith(kind)) return false;
    const protocol = name.slice(kind.length);
    return score.startsWith(`${protocol}_`) || score.includes(`_${protocol}_`);
  });
  return own ?? null;
}
