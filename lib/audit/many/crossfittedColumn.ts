/** The part of rows that are judged by attacks which had seen the other folds alone. */
export const CROSSFITTED = "crossfitted";

/** The protocol whose folds these are: scores_public.csv has `fold_corrected`. */
export const PROTOCOL = "corrected";

/**
 * The column of an attack's cross-fitted scores.
 *
 * @example
 * crossfittedColumn("vote"); // "vote_corrected_crossfitted"
 */
export function crossfittedColumn(attack: string): string {
  return `${attack}_${PROTOCOL}_${CROSSFITTED}`;
}
