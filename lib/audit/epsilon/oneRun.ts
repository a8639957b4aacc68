import { chanceOfAtLeast } from "./binomial";
import { largestWhere } from "./search";
import type { Called } from "./thresholds";
import { type Found, NOTHING_FOUND } from "./types";

/** Members and non-members of a run whose membership was drawn at random. */
export interface OneRun {
  readonly members: number;
  readonly nonMembers: number;
  readonly delta: number;
  /** Chance of error at each threshold. */
  readonly error: number;
}

/**
 * The largest epsilon that one run contradicts in which all rows were in or out at random: of the rows
 * that are called members at most as many are right as a binomial number of chance
 * p = 1 / (1 + e^-epsilon (non-members / members)) says, but for delta.
 *
 * @see Steinke, Nasr and Jagielski (2023), Privacy Auditing with One (1) Training Run, theorem 5.2,
 *   with abstentions; the prior odds of unequal numbers multiply the odds of a right guess
 * @example
 * oneRunBound([{ threshold: 1, members: 60, nonMembers: 20 }], { members: 200, nonMembers: 200, delta: 1e-5, error: 0.05 });
 */
export function oneRunBound(called: readonly Called[], run: OneRun): Found {
  let best = NOTHING_FOUND;
  for (const { threshold, members, nonMembers } of called) {
    const contradicts = (epsilon: number) =>
      chanceOfSoMany(members, members + nonMembers, epsilon, run) < run.error;
    const p = chanceRight(best.epsilon, run);
    const atBest = chanceOfAtLeast(members, members + nonMembers, p); // delta makes it no smaller
    if (atBest >= run.error || !contradicts(best.epsilon)) continue;
    const from = best.epsilon;
    const epsilon = from + largestWhere((more) => contradicts(from + more));
    if (epsilon > from) best = { threshold, epsilon };
  }
  return best;
}

function chanceRight(epsilon: number, { members, nonMembers }: OneRun): number {
  return 1 / (1 + Math.exp(-epsilon) * (nonMembers / members));
}

/** The largest chance, under the guarantee, that so many guesses or more are right. */
function chanceOfSoMany(correct: number, guesses: number, epsilon: number, run: OneRun): number {
  const p = chanceRight(epsilon, run);
  const beta = chanceOfAtLeast(correct, guesses, p);
  if (run.delta === 0) return beta;
  let alpha = 0;
  for (let i = 1; i <= correct; i++) {
    const tail = chanceOfAtLeast(correct - i, guesses, p);
    alpha = Math.max(alpha, (tail - beta) / i);
    if (tail >= 1 - 1e-12) break; // from here on the share only falls
  }
  return Math.min(1, beta + 2 * (run.members + run.nonMembers) * run.delta * alpha);
}
