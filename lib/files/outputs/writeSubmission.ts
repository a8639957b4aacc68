import { InputError } from "..";
import { writeCsv } from "./writeCsv";

/** What the course's server takes: a score for each id, high for members. */
export interface Submission {
  /** The header of the id column: "ids" in 2025, "id" in 2026. */
  readonly idColumn: "ids" | "id";
  /** Each once. */
  readonly ids: readonly (number | string)[];
  /** From 0 to 1, in the order of `ids`; high means member. */
  readonly scores: Float64Array;
}

/**
 * Checks a submission, and only if nothing is wrong writes it as a CSV file with the header
 * `ids,score` or `id,score`, as the published notebook's pandas does.
 *
 * @returns SHA-256 of the bytes that were written
 * @throws InputError before a byte is written: no rows, ids and scores of different counts, an id
 *   twice, a score that is not finite or not from 0 to 1
 * @example
 * writeSubmission("out/submission_RF.csv", { idColumn: "ids", ids: [17, 4], scores: Float64Array.of(0.25, 1) });
 * // ids,score
 * // 17,0.25
 * // 4,1.0
 */
export function writeSubmission(file: string, { idColumn, ids, scores }: Submission): string {
  if (ids.length === 0) throw new InputError(file, "no rows", "a score for each id");
  if (ids.length !== scores.length) {
    throw new InputError(file, `${scores.length} scores`, `${ids.length}, one for each id`);
  }
  const twice = firstRepeated(ids);
  if (twice >= 0) throw new InputError(file, `id ${ids[twice]} twice`, "each id once");
  for (let row = 0; row < ids.length; row++) {
    if (!(scores[row] >= 0 && scores[row] <= 1)) {
      throw new InputError(file, `score ${scores[row]} for id ${ids[row]}`, "a number from 0 to 1");
    }
  }
  return writeCsv(file, { [idColumn]: ids, score: scores });
}

/** The first row whose id, as it is spelled, an earlier row has; -1 if there is none. */
function firstRepeated(ids: readonly (number | string)[]): number {
  const areNumbers = ids.every((id) => typeof id === "number");
  const spelled: readonly (number | string)[] = areNumbers ? ids : ids.map(String);
  if (new Set(spelled).size === ids.length) return -1;
  const seen = new Set<number | string>();
  return spelled.findIndex((id) => seen.size === seen.add(id).size);
}
