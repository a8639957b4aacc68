import type { ClassReview } from "../class/reviewClass";
import type { TeamReview } from "../review";
import { estimateOf } from "./estimateOf";

/**
 * A class from the best down by TPR at FPR <= .05, each team with its lead over the next.
 *
 * @param submissions of the teams that were ranked, each judged on answers
 * @example
 * showTable(standings(review.class, review.submissions), { digits: 3 });
 */
export function standings(
  { order, leads }: Pick<ClassReview, "order" | "leads">,
  submissions: readonly TeamReview[],
) {
  return order.map((name) => {
    const figures = submissions.find(({ team }) => team === name)?.judgement;
    const lead = leads.find(({ team }) => team === name);
    const [at5] = figures?.tpr ?? [];
    return {
      team: name,
      AUC: figures ? estimateOf(figures.auc.auc, figures.auc.interval) : null,
      "TPR@5%": at5 ? estimateOf(at5.tpr, at5.interval) : null,
      "less the next": lead ? estimateOf(lead.tpr.difference, lead.tpr.interval) : null,
      ahead: lead ? (lead.established ? "yes" : "no") : "",
    };
  });
}
