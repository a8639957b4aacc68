import type { Metrics } from "../../audit/outcome";
import { crossfittedAuc, rocAuc } from "../../metrics";
import { hasBothByFold } from "./hasBoth";
import type { ScoredPart } from "./readRun";

const tolerance = 1e-9;

/**
 * Where metrics.json does not follow from the scores beside it: files edited by hand, or of two
 * runs. Each AUC on public rows is computed again.
 *
 * @param scored the rows of a column, protocol and part
 * @returns a sentence for each column; none in a sound run
 * @example
 * unlikeScores(metrics, scored); // ["metrics.json says AUC 0.9 of RF_corrected_raw, its scores give 0.6856."]
 */
export function unlikeScores(
  { rows }: Metrics,
  scored: (column: string, protocol: string, part: string) => ScoredPart,
): string[] {
  return rows.flatMap(({ column, protocol, part, n, members, auc }) => {
    if (part === "private") return [];
    const { membership, scores, folds } = scored(column, protocol, part);
    const found = membership.reduce((sum, member) => sum + member, 0);
    if (membership.length !== n || found !== members) {
      return [
        `metrics.json says ${members} members in ${n} ${part} rows of ${column}, its scores hold ${found} in ${membership.length}.`,
      ];
    }
    if (folds && !hasBothByFold(membership, folds)) {
      return [`scores_public.csv has folds of one class, or one fold alone, for ${column}.`];
    }
    const again = folds
      ? crossfittedAuc(membership, scores, folds).value
      : found === 0 || found === n
        ? auc
        : rocAuc(membership, scores);
    if (Math.abs(again - auc) <= tolerance) return [];
    return [`metrics.json says AUC ${auc} of ${column}, its scores give ${again.toFixed(4)}.`];
  });
}
