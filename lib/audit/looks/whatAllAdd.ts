import type { Estimate } from "../../metrics";
import { LOOKS } from "./order";

/** What all looks reached beyond a beginning of the order, paired on the same rows. */
interface Added {
  /** How many of `LOOKS` the beginning has. */
  readonly looks: number;
  readonly auc: Estimate;
  /** At 5 % FPR. */
  readonly tpr: Estimate;
}

interface MeasuredCase {
  readonly on: string;
  /** Longer and longer beginnings. */
  readonly added: readonly Added[];
}

/** By `test/bench/views.ts`, as `test/bench/views.md` has it; to be measured again where the order changes. */
const MEASURED: readonly MeasuredCase[] = [];

function ofLongest(added: readonly Added[], count: number): Added | null {
  return added.filter(({ looks }) => looks <= count).at(-1) ?? null;
}

/** "+0.0024 (-0.0010 to +0.0057)". */
function signed({ value, low, high }: Estimate): string {
  const [middle, ...ends] = [value, low ?? value, high ?? value].map(
    (part) => `${part < 0 ? "-" : "+"}${Math.abs(part).toFixed(4)}`,
  );
  return `${middle} (${ends.join(" to ")})`;
}

/**
 * What the looks that were left out added where that was measured, which is no promise for other images; null where
 * a run took no beginning of the order, so that nothing was measured of it.
 *
 * @param taken in any order
 * @param wanted all that its groups could look at
 * @example
 * whatAllAdd(LOOKS.slice(0, 9), LOOKS); // "all looks reached, beyond the first 9, AUC +0.0024 (..) .. on .."
 */
export function whatAllAdd(taken: readonly string[], wanted: readonly string[]): string | null {
  const isBeginning = LOOKS.slice(0, taken.length).every((look) => taken.includes(look));
  const isWhole = wanted.length === LOOKS.length && LOOKS.every((look) => wanted.includes(look));
  if (!isBeginning || !isWhole) return null;
  const cases = MEASURED.flatMap(({ on, added }) => {
    const found = ofLongest(added, taken.length);
    if (found === null) return [];
    const { looks, auc, tpr } = found;
    return [
      `on ${on} beyond the first ${looks} AUC ${signed(auc)} and TPR at 5 % FPR ${signed(tpr)}`,
    ];
  });
  return cases.length === 0 ? null : `All ${LOOKS.length} looks added ${cases.join("; ")}.`;
}
