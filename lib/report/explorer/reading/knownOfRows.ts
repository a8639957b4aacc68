import { InputError } from "../../../files";
import type { Run } from "../../run/readRun";
import { type BothTables, bothColumns, type RowCounts } from "./bothTables";

const mostClasses = 2 ** 15 - 1;

/**
 * The class of each row, as the predictors name it.
 *
 * @returns -1 where nothing stands
 * @throws InputError naming the file and the row of what is no class
 * @example
 * labelsOf(predictors, counts)[0]; // 7
 */
export function labelsOf(predictors: BothTables, counts: RowCounts): Int16Array {
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

/**
 * Who is a member, as the scores say it.
 *
 * @returns 1 = member, 0 = non-member, -1 = nobody knows
 * @throws InputError naming the file and the row of what is neither
 * @example
 * membershipOf(run, counts)[0]; // 1
 */
export function membershipOf({ scores, privateScores }: Run, counts: RowCounts): Int8Array {
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

/**
 * Names of all classes that rows have or the network tells apart: their numbers.
 *
 * @param classes that the network tells apart
 * @example
 * classesOf(Int16Array.of(0, 2), 2); // "0", "1", "2"
 */
export function classesOf(labels: Int16Array, classes: number): string[] {
  const count = labels.reduce((most, label) => Math.max(most, label + 1), classes);
  return Array.from({ length: count }, (_, label) => String(label));
}
