import { firstNotFinite, InputError, membershipColumn, nearestName, readCsv } from "../../files";

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
 * column's protocol count: on rows that it was fitted on a score says nothing of a leak. Rows without
 * a score are left out.
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
  const parts = partsOf(table.names, name);
  const partOfRow = parts === null ? null : table.texts(parts);
  const judge = partOfRow === null ? null : JUDGES.find((part) => partOfRow.includes(part));
  if (judge === undefined) {
    throw new InputError(
      file,
      `${parts} without ${JUDGES.join(", ")}`,
      "rows that judge the scores",
    );
  }
  const texts = table.texts(name);
  const rows = texts.flatMap((text, row) => {
    const counts = text !== "" && (partOfRow === null || partOfRow[row] === judge);
    return counts ? [row] : [];
  });
  const all = texts.length;
  if (rows.length === 0) throw new InputError(file, `no score in column ${name}`, "some");
  const numbers = table.numbers(name, rows);
  const membership = Uint8Array.from(rows, (row) => known[row]);
  checkBounded(file, name, membership, numbers);
  const left = all - rows.length;
  const why =
    judge === null ? "without a score" : `not ${judge} rows of ${parts}, or without a score`;
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

/** The column that says which part of the score's protocol a row is in. */
function partsOf(names: readonly string[], score: string): string | null {
  const parts = names.filter((name) => name.startsWith("part_"));
  const own = parts.find((name) => {
    const protocol = name.slice("part_".length);
    return score.startsWith(`${protocol}_`) || score.includes(`_${protocol}_`);
  });
  return own ?? null;
}
