import type { Estimate } from "../../metrics";
import { MEASURED } from "./measured";
import { LOOKS } from "./order";

/** What all looks have more than some, from what these have less: "+0.0024 (-0.0010 to +0.0057)". */
function more({ value, low, high }: Estimate): string {
  const [middle, ...ends] = [value, high ?? value, low ?? value].map(
    (part) => `${part > 0 ? "-" : "+"}${Math.abs(part).toFixed(4)}`,
  );
  return `${middle} (${ends.join(" to ")})`;
}

/**
 * What all looks added to those that were taken, or to the longest beginning of them that was measured, on the cases
 * where it was: no promise for other images. Null where a run's looks are no beginning of the order of all, so that
 * nothing was measured of them.
 *
 * @param taken in any order
 * @param wanted all that its groups could look at
 * @example
 * whatAllAdd(LOOKS.slice(0, 10), LOOKS); // "Where that was measured, all 35 looks added to the first 9 .."
 */
export function whatAllAdd(taken: readonly string[], wanted: readonly string[]): string | null {
  const isBeginning = LOOKS.slice(0, taken.length).every((look) => taken.includes(look));
  const isWhole = wanted.length === LOOKS.length && LOOKS.every((look) => wanted.includes(look));
  if (!isBeginning || !isWhole) return null;
  const cases = MEASURED.flatMap(({ on, lessAll }) => {
    const found = lessAll.filter(({ looks }) => looks <= taken.length).at(-1);
    if (found === undefined) return [];
    const { looks, auc, tpr } = found;
    return [`to the first ${looks} on ${on}: AUC ${more(auc)}, TPR at 5 % FPR ${more(tpr)}`];
  });
  if (cases.length === 0) return null;
  return `Where that was measured, all ${LOOKS.length} looks added ${cases.join("; ")}. Other images may gain more or less.`;
}
