import type { RecordedLook } from "../outcome/metrics";
import { LOOKS, passesOf } from "./order";

/** Multiply-adds of one run's passes that are worth a wait, some ten to fifteen minutes of two cores. */
const MOST_WORK = 1e14;

/**
 * Beyond so many looks none is taken where the passes are more multiply-adds than this, a minute or two of two cores: of
 * the full-size case, where looks cost, the others added nothing that luck does not explain (`measured.ts`); of the embedded
 * data, where they do not, perhaps a little.
 */
const ENOUGH = { looks: 17, work: 1e13 } as const;

/** However slow the network is, so many looks are taken. */
const FEWEST = 2;

/** Where the work of a pass is not known, so many. */
const UNKNOWN = 8;

/** What decides which looks a run takes. */
export interface LookOptions {
  /** Those that no group can do without. */
  readonly bound: readonly string[];
  /** All of them, whatever they take. */
  readonly every: boolean;
  /** Seconds that the run may take, or null. */
  readonly budget: number | null;
  /** Forecast seconds of a run without looks, and of each look. */
  readonly secondsWithout: number;
  readonly secondsOf: (look: string) => number;
  /** Multiply-adds of a pass over all images; null where nobody knows. */
  readonly workOfPass: number | null;
}

/**
 * Which of the looks that groups want a run takes: all where that is asked for; else those that it is bound to, then
 * the others in their settled order, and those that have no place in it, up to the first that the budget has no time
 * for, or, without a budget, that would bring the passes' work above what is worth a wait, or is one too many for a long
 * one. Without a budget nothing that was timed has a say, so the same inputs give the same looks.
 *
 * @param wanted views and "gradients", in any order
 * @example
 * takeLooks(["blur", "flip"], options)[0].look; // "flip"
 */
export function takeLooks(wanted: readonly string[], options: LookOptions): RecordedLook[] {
  const { bound, every, secondsWithout, secondsOf } = options;
  const first = wanted.filter((look) => bound.includes(look));
  const free = wanted.filter((look) => !bound.includes(look));
  const unplaced = free.filter((look) => !LOOKS.includes(look));
  const others = [...LOOKS.filter((look) => free.includes(look)), ...unplaced];
  let spent = first.reduce((sum, look) => sum + secondsOf(look), secondsWithout);
  let passes = first.reduce((sum, look) => sum + passesOf(look), 1);
  let over: string | null = null;
  const chosen = others.map((look, i): RecordedLook => {
    const seconds = secondsOf(look);
    if (every) return { look, seconds, runs: true, because: "every look was asked for" };
    spent += seconds;
    passes += passesOf(look);
    over ??= whyNot(options, { looks: first.length + i + 1, spent, passes });
    return { look, seconds, runs: over === null, because: over ?? "its turn, and there is time" };
  });
  const taken = first.map((look): RecordedLook => {
    return { look, seconds: secondsOf(look), runs: true, because: "a group needs it" };
  });
  return [...taken, ...chosen];
}

/** Why so many looks are too many; null where they are not. */
function whyNot(
  { budget, workOfPass }: LookOptions,
  { looks, spent, passes }: { looks: number; spent: number; passes: number },
): string | null {
  if (budget !== null) return spent > budget ? "no time left in the budget" : null;
  if (looks <= FEWEST) return null;
  if (workOfPass === null) {
    return looks > UNKNOWN ? "the work of a pass is not known: the first looks are taken" : null;
  }
  const work = passes * workOfPass;
  if (work > MOST_WORK) return "more work than it is worth by default";
  const isEnough = looks > ENOUGH.looks && work > ENOUGH.work;
  return isEnough ? "looks after the first 17 added nothing where they cost as much" : null;
}
