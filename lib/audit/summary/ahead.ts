import { bounds, type Estimate } from "../../metrics";
import type { Judged } from "./outcome";
import { listed, withInterval } from "./words";

/** What an interval of a paired difference shows: it leaves 0 out on one side, holds it, or is none. */
export type Shown = "ahead" | "behind" | "neither" | "unknown";

/**
 * What a paired difference shows.
 *
 * @example
 * shownBy({ value: 0.02, low: 0.01, high: 0.03 }); // "ahead"
 */
export function shownBy(difference: Estimate): Shown {
  const ends = bounds(difference);
  if (ends === null) return "unknown";
  const [low, high] = ends;
  if (low > 0) return "ahead";
  return high < 0 ? "behind" : "neither";
}

/** The paired differences that an attack has, as prose names them. */
export function differencesOf(judged: Judged): { figure: string; difference: Estimate }[] {
  const { "AUC gained": auc, "TPR@5% gained": tpr } = judged;
  return [
    ...(auc ? [{ figure: "AUC", difference: auc }] : []),
    ...(tpr ? [{ figure: "TPR", difference: tpr }] : []),
  ];
}

const VERDICTS: Readonly<Record<Shown, string>> = {
  ahead: "**is shown to be ahead** in",
  behind: "**is shown to be behind** in",
  neither: "is **not shown to be ahead**, nor behind, in",
  unknown: "cannot be compared, for want of rows, in",
};

/**
 * Whether an attack is shown to be ahead of its rival on the same rows, with the paired differences.
 *
 * @returns empty without a rival
 * @example
 * aheadClause(judged); // "is **not shown to be ahead**, nor behind, in AUC (difference .010 [-.020, .040]) and ..."
 */
export function aheadClause(judged: Judged): string {
  const told = differencesOf(judged).map(({ figure, difference }) => {
    return {
      shown: shownBy(difference),
      text: `${figure} (difference ${withInterval(difference)})`,
    };
  });
  const clauses = (Object.keys(VERDICTS) as Shown[]).flatMap((verdict) => {
    const texts = told.filter(({ shown }) => shown === verdict).map(({ text }) => text);
    return texts.length > 0 ? [`${VERDICTS[verdict]} ${listed(texts)}`] : [];
  });
  return clauses.join("; it ");
}
