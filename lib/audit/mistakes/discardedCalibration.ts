import { take } from "../../numeric/arrays";
import { type Cost, costIn } from "./cost";
import type { CorrectedSubjects } from "./subjects";

/**
 * Mistake a: the calibrated model is thrown away. The error of the probabilities on report rows,
 * raw against calibrated.
 *
 * @example
 * showTable(discardedCalibration({ attacks, X, membership, rows }, { seed: 42 }));
 */
export function discardedCalibration(
  { attacks, membership, rows }: CorrectedSubjects,
  options: { readonly seed: number },
): Cost[] {
  return Object.entries(attacks).flatMap(([model, { raw, isotonic }]) => {
    const published = take(raw, rows);
    const pair = { published, corrected: isotonic.transform(published) };
    const subject = { mistake: "a", model, membership: take(membership, rows), ...pair };
    return costIn(["Brier score"], subject, options);
  });
}
