import { type Estimate, smallestResolvableFpr } from "../../metrics";
import { smallest } from "../../numeric/arrays";
import { differencesOf, shownBy } from "./ahead";
import type { JudgedAttack, Outcome } from "./outcome";
import { counted, listed, withInterval } from "./words";

/** The limit on the false-positive rate that the course judges by. */
const LIMIT = 0.05;

/** So many times the rows are no advice any more. */
const TOO_MANY = 100;

/**
 * What would sharpen a run's answer: more public rows where intervals are wide or missing, with how
 * many, and what the notebook names.
 *
 * @example
 * furtherSentences(outcome, chosen); // ["More public rows: a difference in AUC as large as ... would show on some 9,000 (now 2,000)."]
 */
export function furtherSentences(outcome: Outcome, chosen: JudgedAttack): string[] {
  const { publicRows, further } = outcome;
  const nonMembers = nonMembersThatJudge(outcome);
  const fewest = Math.ceil(smallestResolvableFpr(1) / LIMIT);
  const where = outcome.folds ? "in each fold" : "among the rows that judge";
  const unresolved =
    nonMembers >= fewest
      ? []
      : [
          `More non-members: a TPR at an FPR of 5 % takes ${fewest} of them ${where}, where ${nonMembers} are now.`,
        ];
  const open = differencesOf(chosen).flatMap(({ figure, difference }) => {
    return shownBy(difference) === "neither" ? [moreRows(figure, difference, publicRows)] : [];
  });
  const asked = further.length > 0 ? [`Beyond this notebook: ${listed(further)}.`] : [];
  return [...unresolved, ...open, ...asked];
}

/** Those that settle a threshold: of cross-fitted rows the ones of the fold that has the fewest. */
function nonMembersThatJudge({ membership, folds }: Outcome): number {
  const counts = new Map<number, number>();
  membership.forEach((member, i) => {
    const fold = folds?.[i] ?? 0;
    counts.set(fold, (counts.get(fold) ?? 0) + 1 - member);
  });
  return smallest(counts.values());
}

/** An interval narrows with the root of the rows; what counts is its end beyond 0. */
function moreRows(figure: string, difference: Estimate, publicRows: number): string {
  const { value, low, high } = difference;
  const reach = value > 0 ? value - (low ?? value) : (high ?? value) - value;
  const times = value === 0 ? Number.POSITIVE_INFINITY : (reach / value) ** 2;
  const asFound = `a difference in ${figure} as large as the one found, ${withInterval({ value, low: null, high: null })},`;
  if (times > TOO_MANY) {
    return `More public rows: ${asFound} is next to nothing, and would take more than ${TOO_MANY} times the ${counted(publicRows, "row")}.`;
  }
  const needed = Number((times * publicRows).toPrecision(2));
  return `More public rows: ${asFound} would be shown by some ${counted(Math.max(needed, publicRows), "row")}, where ${publicRows.toLocaleString("en-US")} are given.`;
}
