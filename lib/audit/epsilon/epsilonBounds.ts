import { thresholdCounts } from "../../metrics";
import { take } from "../../numeric/arrays";
import { balanced } from "./balanced";
import { clopperPearsonBound } from "./clopperPearsonBound";
import { gaussianDpBound } from "./gaussianDpBound";
import { oneRunBound } from "./oneRun";
import { oneRunFdpBound } from "./oneRunFdp";
import { rateBounds } from "./rates";
import { tellsMembers } from "./tellsMembers";
import { calledByRank, calledFrom } from "./thresholds";
import {
  type EpsilonBound,
  type EpsilonClaim,
  type EpsilonMethod,
  type Found,
  NOTHING_FOUND,
} from "./types";

/** What bounds are to hold for, and how they are found. */
export interface EpsilonOptions extends Partial<EpsilonClaim> {
  /** Settled on other rows; null or left out: found on these, with the confidence corrected for it. */
  readonly threshold?: number | null;
  /** Draws the rows that make the numbers equal where a method needs it; 42 unless given. */
  readonly seed?: number;
}

/**
 * Lower bounds on epsilon by four methods: what a guarantee of differential privacy cannot promise,
 * since these scores contradict it. On scores that say nothing they are 0: where the threshold is looked
 * for, nothing is said before scores tell members from others beyond one chance in a thousand.
 *
 * All of them need membership that was assigned at random, each row by itself: where members and
 * non-members differ in themselves they bound nothing.
 *
 * @param membership 1 = member
 * @param scores one a row, high = member; no row may have helped to make its own score but as a member
 * @param options delta 1e-5 and confidence .95 unless given
 * @throws RangeError if a delta or confidence is out of range, scores are not finite, or one kind of
 *   rows is missing
 * @example
 * epsilonBounds(membership, scores, { delta: 1e-5 })[0]; // { method: "clopper-pearson", epsilon: .42, .. }
 */
export function epsilonBounds(
  membership: Uint8Array,
  scores: Float64Array,
  { delta = 1e-5, confidence = 0.95, threshold = null, seed = 42 }: EpsilonOptions = {},
): EpsilonBound[] {
  checkClaim({ delta, confidence });
  const counts = thresholdCounts(membership, scores);
  const rates = rateBounds(counts, confidence, threshold);
  const ranked = (of: typeof counts) =>
    threshold === null ? calledByRank(of) : { called: [calledFrom(of, threshold)], tried: 1 };
  const all = ranked(counts);
  const runOf = ({ members, nonMembers }: typeof counts, tried: number) => {
    return { members, nonMembers, delta, error: (1 - confidence) / tried };
  };
  const equal = balanced(membership, seed);
  const equalCounts = thresholdCounts(take(membership, equal), take(scores, equal));
  const ofEqual = ranked(equalCounts);
  const says = threshold !== null || tellsMembers(all.called, counts, all.tried);
  const bound = (method: EpsilonMethod, tried: number, find: () => Found): EpsilonBound => {
    const found = says ? find() : NOTHING_FOUND;
    return {
      method,
      delta,
      confidence,
      threshold: threshold ?? found.threshold,
      epsilon: found.epsilon,
      tried,
    };
  };
  return [
    bound("clopper-pearson", rates.tried, () => clopperPearsonBound(rates.bounds, delta)),
    bound("one-run", all.tried, () => oneRunBound(all.called, runOf(counts, all.tried))),
    bound("one-run-fdp", ofEqual.tried, () =>
      oneRunFdpBound(ofEqual.called, runOf(equalCounts, ofEqual.tried)),
    ),
    bound("gaussian-dp", rates.tried, () => gaussianDpBound(rates.bounds, delta)),
  ];
}

/**
 * @throws RangeError if delta is not from 0 to below 1, or the confidence not above .5 and below 1
 */
export function checkClaim({ delta, confidence }: EpsilonClaim): void {
  if (!(delta >= 0 && delta < 1)) {
    throw new RangeError(`delta: found ${delta}, expected a number from 0 to below 1`);
  }
  if (!(confidence > 0.5 && confidence < 1)) {
    throw new RangeError(`confidence: found ${confidence}, expected a number above .5, below 1`);
  }
}
