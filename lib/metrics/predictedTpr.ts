import { argsort } from "../numeric/arrays";
import { interruptibly } from "../numeric/interruption";
import { Xoshiro128 } from "../numeric/random";
import { bootstrapEstimate } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import type { TprDifference } from "./bootstrapTprDifference";
import { byFold } from "./byFold";
import { addedByWeakest } from "./crossfittedAuc";
import { pooledPoint, whyNotResolvableByFold } from "./crossfittedTpr";
import type { Measured } from "./estimate";
import { inOneOrder } from "./inOneOrder";
import { checkSizes, type Judged, type JudgedPair, type SetSizes } from "./predicted";
import { midranks } from "./rankCorrelation";
import { ranked, truePositives } from "./ranking";
import { whyNotResolvable } from "./resolvable";
import { checkRows, type HighIsMemberScores, type Membership } from "./rows";
import { stretched } from "./sharedRows";
import { allowedFalsePositives, tprAtFpr } from "./tprAtFpr";

/** The TPR at FPR <= maxFpr that another set will show. */
export interface PredictedTpr extends Measured {
  readonly maxFpr: number;
}

/**
 * The interval that the TPR found on another set, of these sizes, will lie in, the threshold found on
 * that set. A bootstrap in two steps: the rows that judged are drawn anew, and from those the other
 * set. Scores of different folds are made comparable by their midrank within the fold, and what folds share
 * (`addedByFolds`) is added to the estimate's part.
 *
 * Not in it: that the attack which scores the other set learns from more rows than those that judged
 * here, and that the two sets may differ by more than luck.
 *
 * @param judged scores on rows that the attack did not see; with `folds`, cross-fitted ones
 * @param other how many members and non-members the other set has
 * @param maxFprs fractions from 0 to 1
 * @returns one prediction for each of `maxFprs`, without an interval, and with the reason, where the
 *   estimate has none
 * @throws RangeError as `crossfittedTpr` (`bootstrapTpr` without folds), or if a size is no whole number
 *   of 1 or more
 * @example
 * predictedTpr({ membership, scores, folds }, { members: 1000, nonMembers: 1000 }, [0.05], { seed: 42 });
 * // [{ maxFpr: .05, value: .145, low: .118, high: .176, standardError: .015, note: null }]
 */
export function predictedTpr(
  { membership, scores, folds }: Judged,
  other: SetSizes,
  maxFprs: readonly number[],
  options: BootstrapOptions,
): PredictedTpr[] {
  checkSizes(other);
  const { level, ...draws } = bootstrapDefaults(options);
  const { sets, point, why, added } = judgedSets(membership, [scores], folds);
  const factor = Math.sqrt(1 + added * estimatesShare(membership, other));
  const [tprs] = drawnTprs(membership, sets, maxFprs, { ...draws, other });
  return maxFprs.map((maxFpr, i) => {
    const found = bootstrapEstimate(point(0, maxFpr), tprs[i], level, why(maxFpr));
    return { maxFpr, ...stretched(found, factor, [0, 1]) };
  });
}

/**
 * The interval that the difference of two TPRs (A less B) found on another set, of these sizes, will
 * lie in, as `predictedTpr`.
 *
 * @throws RangeError as `predictedTpr`
 * @example
 * predictedTprDifference({ membership, a: corrected, b: published, folds }, sizes, [0.05], { seed: 42 });
 */
export function predictedTprDifference(
  { membership, a, b, folds }: JudgedPair,
  other: SetSizes,
  maxFprs: readonly number[],
  options: BootstrapOptions,
): TprDifference[] {
  checkSizes(other);
  const { level, ...draws } = bootstrapDefaults(options);
  const { sets, point, why, added } = judgedSets(membership, [a, b], folds);
  const factor = Math.sqrt(1 + added * estimatesShare(membership, other));
  const [tprsA, tprsB] = drawnTprs(membership, sets, maxFprs, { ...draws, other });
  return maxFprs.map((maxFpr, i) => {
    const difference = point(0, maxFpr) - point(1, maxFpr);
    const differences = tprsA[i].map((value, r) => value - tprsB[i][r]);
    const found = bootstrapEstimate(difference, differences, level, why(maxFpr));
    return { maxFpr, ...stretched(found, factor, [-1, 1]) };
  });
}

/** Scores on one scale, the estimate of each and why it has no interval. */
interface JudgedSets {
  readonly sets: readonly HighIsMemberScores[];
  point(set: number, maxFpr: number): number;
  why(maxFpr: number): string | null;
  /** What folds share, as `addedByFolds` has it. */
  readonly added: number;
}

function judgedSets(
  membership: Membership,
  scoreSets: readonly HighIsMemberScores[],
  folds: ArrayLike<number> | undefined,
): JudgedSets {
  if (folds === undefined) {
    const [{ nonMembers }] = scoreSets.map((scores) => checkRows(membership, scores));
    return {
      sets: scoreSets,
      point: (set, maxFpr) => tprAtFpr(membership, scoreSets[set], maxFpr).tpr,
      why: (maxFpr) => whyNotResolvable(maxFpr, nonMembers),
      added: 0,
    };
  }
  const dealt = byFold(membership, scoreSets, folds);
  return {
    sets: scoreSets.map((_, set) => {
      const places = dealt.map(({ sets }) => midranks(sets[set]).map((r) => r / sets[set].length));
      const next = dealt.map(() => 0);
      return Float64Array.from(folds, (fold) => places[fold - 1][next[fold - 1]++]);
    }),
    point: (set, maxFpr) => pooledPoint(dealt, set, maxFpr).tpr,
    why: (maxFpr) => whyNotResolvableByFold(maxFpr, dealt),
    added: addedByWeakest(dealt),
  };
}

/** The estimate's share of the variance: either's goes as 1 / members + 1 / non-members. */
function estimatesShare(membership: Membership, other: SetSizes): number {
  let members = 0;
  for (let i = 0; i < membership.length; i++) members += membership[i];
  const own = 1 / members + 1 / (membership.length - members);
  return own / (own + 1 / other.members + 1 / other.nonMembers);
}

/** [set][maxFpr], TPRs of sets drawn from resamples of the rows. */
function drawnTprs(
  membership: Membership,
  sets: readonly HighIsMemberScores[],
  maxFprs: readonly number[],
  options: { readonly seed: number; readonly replicates: number; readonly other: SetSizes },
): Float64Array[][] {
  const { seed, replicates, other } = options;
  const rankings = inOneOrder(membership, sets).map(ranked);
  const [{ members, nonMembers }] = rankings;
  const limits = maxFprs.map((a) => allowedFalsePositives(a, other.nonMembers));
  const ascending = argsort(limits);
  const ascendingLimits = limits.map((_, i) => limits[ascending[i]]);
  const out = sets.map(() => maxFprs.map(() => new Float64Array(replicates)));
  const rng = new Xoshiro128(seed);
  interruptibly(() => {
    for (let r = 0; r < replicates; r++) {
      const counts = {
        members: drawnTwice(members.length, other.members, rng),
        nonMembers: drawnTwice(nonMembers.length, other.nonMembers, rng),
      };
      rankings.forEach((ranking, s) => {
        const flagged = truePositives(ranking, counts, ascendingLimits);
        flagged.forEach((count, i) => {
          out[s][ascending[i]][r] = count / other.members;
        });
      });
    }
  });
  return out;
}

/** How often each of `rows` stands in `size` draws from a resample of them. */
function drawnTwice(rows: number, size: number, rng: Xoshiro128): Int32Array {
  const scale = rows / 2 ** 32;
  const resample = new Int32Array(rows);
  for (let i = 0; i < rows; i++) resample[i] = Math.floor(rng.uint32() * scale);
  const counts = new Int32Array(rows);
  for (let i = 0; i < size; i++) counts[resample[Math.floor(rng.uint32() * scale)]]++;
  return counts;
}
