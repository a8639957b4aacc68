import type { Judgement } from "./answers/judge";
import type { TeamReview } from "./review";
import type { Reviewed } from "./reviewAll";

/** A submission that was held against answers. */
export interface JudgedTeam extends TeamReview {
  readonly judgement: Judgement;
  /** In the order of the answers. */
  readonly scores: Float64Array;
}

/**
 * One team of a review with its scores.
 *
 * @throws RangeError if there is no such team, or it could not be held against answers
 * @example
 * judgedTeam(await reviewAll(request), "submission_MLP").judgement.auc;
 */
export function judgedTeam({ review, teams }: Reviewed, name: string): JudgedTeam {
  const found = review.submissions.find(({ team }) => team === name);
  const scores = teams.find((team) => team.name === name)?.scores;
  if (found === undefined) {
    const known = review.submissions.map(({ team }) => team).join(", ");
    throw new RangeError(`team: found ${name}, expected one of ${known}`);
  }
  const { judgement } = found;
  if (!judgement || !scores) {
    throw new RangeError(`team: found ${name} without judgement, expected answers for its rows`);
  }
  return { ...found, judgement, scores };
}
