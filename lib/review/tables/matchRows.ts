import type { TeamReview } from "../review";

/**
 * Whose stated score statistics fit each file best.
 *
 * @example
 * showTable(matchRows(review.submissions), { caption: "Whose statistics are each file's" });
 */
export function matchRows(submissions: readonly TeamReview[]) {
  return submissions.map(({ team, matches: [best] }) => ({
    file: team,
    "best match": best?.model ?? null,
    "statistics that agree": best ? `${best.agreeing} of ${best.stated}` : "none stated",
  }));
}
