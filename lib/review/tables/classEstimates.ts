import type { ClassAuc } from "../../report/figures";
import type { ClassResult } from "../answers/perClass";
import { estimateOf } from "./estimateOf";

/**
 * The attack within each class, as `classAuc` of lib/report/figures draws it.
 *
 * @example
 * figures.classAuc(classEstimates(judgement.classes ?? []), { split: "private rows" });
 */
export function classEstimates(classes: readonly ClassResult[]): ClassAuc[] {
  return classes.map(({ label, members, nonMembers, auc, interval }) => ({
    label: `class ${label}`,
    members,
    nonMembers,
    ...(auc === null ? {} : estimateOf(auc, interval)),
  }));
}
