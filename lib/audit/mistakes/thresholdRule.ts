import { publishedTprAtFpr } from "../../metrics";
import { type Cost, tpr5 } from "./cost";
import type { PublishedSubject } from "./subjects";

/**
 * Mistake e: the TPR is read at the first point of the ROC curve with FPR >= .05, against the
 * largest TPR with FPR <= .05 on the same rows.
 *
 * @param attacks by model
 * @example
 * showTable(thresholdRule(published));
 */
export function thresholdRule(attacks: Readonly<Record<string, PublishedSubject>>): Cost[] {
  return Object.entries(attacks).map(([model, { y, calibrated }]) => ({
    mistake: "e",
    model,
    quantity: "TPR@5%",
    "as published": publishedTprAtFpr(y, calibrated, 0.05).tpr,
    corrected: tpr5(y, calibrated),
    "corrected - published": null,
  }));
}
