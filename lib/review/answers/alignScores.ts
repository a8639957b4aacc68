import type { Submission } from "../submission/submission";

/**
 * A submission's scores in the order of the given ids.
 *
 * @returns null if an id is missing or stands twice, or its score is not finite: then there is
 *   nothing to be measured
 * @example
 * alignScores(submission, answers.ids); // Float64Array [0.61, ...]
 */
export function alignScores(
  { ids, scores }: Pick<Submission, "ids" | "scores">,
  wanted: readonly string[],
): Float64Array | null {
  const rows = new Map<string, number>();
  let twice = false;
  ids.forEach((id, row) => {
    twice ||= rows.has(id);
    rows.set(id, row);
  });
  const aligned = Float64Array.from(wanted, (id) => scores[rows.get(id) ?? -1] ?? Number.NaN);
  return !twice && aligned.every(Number.isFinite) ? aligned : null;
}
