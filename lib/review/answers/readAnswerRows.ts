import { InputError, readAnswers } from "../../files";
import { type ExpectedRows, readExpectedRows } from "../readExpectedRows";

/** Who is a member, by row. */
export interface Answers extends ExpectedRows {
  /** 1 = member, in the order of `ids`. */
  readonly membership: Uint8Array;
}

const fewestRows = 10;

/**
 * Reads a CSV file of answers (`ids` or `id`, `membership`, perhaps `label`).
 *
 * @param expected where the classes stand if the file has none; rows are matched by id
 * @throws InputError as `readAnswers`, or if there are fewer than ten members or non-members
 * @example
 * readAnswerRows("data/answers.csv", null).membership; // Uint8Array [0, 0, ...]
 */
export function readAnswerRows(file: string, expected: ExpectedRows | null): Answers {
  const { ids, labels } = readExpectedRows(file);
  const membership = readAnswers(file, ids);
  const members = membership.reduce((sum, m) => sum + m, 0);
  if (Math.min(members, ids.length - members) < fewestRows) {
    const found = `${members} members and ${ids.length - members} non-members`;
    throw new InputError(file, found, `at least ${fewestRows} of either`);
  }
  return { ids, membership, labels: labels ?? labelsFrom(expected, ids) };
}

function labelsFrom(expected: ExpectedRows | null, ids: readonly string[]): string[] | null {
  if (!expected?.labels) return null;
  const { labels } = expected;
  const byId = new Map(expected.ids.map((id, row) => [id, labels[row]]));
  return ids.map((id) => byId.get(id) ?? "unknown");
}
