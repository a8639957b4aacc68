import { type HighIsMemberScores, type Membership, percentileInterval } from "../../metrics";
import { argsort } from "../../numeric/arrays";
import { Xoshiro128 } from "../../numeric/random";

/** How far a figure on the leaderboard's rows can lie from the same figure on the final ones. */
export interface Gap {
  /** Mean of leaderboard less final. */
  readonly mean: number;
  /** Middle 95 % of leaderboard less final. */
  readonly interval: readonly [number, number];
}

/** A server that shows a figure on some rows and ranks by the others, simulated. */
export interface Holdout {
  /** Share of the rows that the leaderboard shows. */
  readonly share: number;
  readonly splits: number;
  /** Null where no split leaves members and non-members on both sides. */
  readonly auc: Gap | null;
  /** TPR at FPR <= .05; null as `auc`. */
  readonly tpr: Gap | null;
}

const maxFpr = 0.05;

/**
 * Draws the server's split again and again, each row by itself, and measures the same scores on
 * either side.
 *
 * @param options.share of rows on the leaderboard, above 0 and below 1
 * @param options.splits how many are drawn; 1,000 unless given
 * @example
 * simulateHoldout(membership, scores, { share: 0.3, seed: 42 }).tpr?.interval; // [-.03, .03]
 */
export function simulateHoldout(
  membership: Membership,
  scores: HighIsMemberScores,
  options: { share: number; seed: number; splits?: number },
): Holdout {
  const { share, seed, splits = 1000 } = options;
  const rng = new Xoshiro128(seed);
  const places = placesOf(membership, scores);
  const [leaderboard, final] = [new Int32Array(places.length), new Int32Array(places.length)];
  const aucs = new Float64Array(splits);
  const tprs = new Float64Array(splits);
  for (let s = 0; s < splits; s++) {
    let shown = 0;
    for (let i = 0; i < places.length; i++) {
      if (rng.uint32() < share * 2 ** 32) leaderboard[shown++] = places[i];
      else final[i - shown] = places[i];
    }
    const here = measure(leaderboard.subarray(0, shown));
    const there = measure(final.subarray(0, places.length - shown));
    aucs[s] = here.auc - there.auc;
    tprs[s] = here.tpr - there.tpr;
  }
  return { share, splits, auc: gapOf(aucs), tpr: gapOf(tprs) };
}

/**
 * The rows from the highest score down, each as one number: twice the count of distinct scores above
 * it, and one more for a member.
 */
function placesOf(membership: Membership, scores: HighIsMemberScores): Int32Array {
  const order = argsort(scores).reverse();
  let above = 0;
  return order.map((row, place) => {
    if (place > 0 && scores[row] !== scores[order[place - 1]]) above++;
    return 2 * above + membership[row];
  });
}

/** AUC and TPR at FPR <= .05 in one walk down the ranking. */
function measure(places: Int32Array): { auc: number; tpr: number } {
  let nonMembers = 0;
  for (let i = 0; i < places.length; i++) nonMembers += 1 - (places[i] & 1);
  const allowed = Math.floor(maxFpr * nonMembers + 1e-9);
  let [truePositives, falsePositives, area, flagged] = [0, 0, 0, 0];
  for (let start = 0, end = 0; start < places.length; start = end) {
    const tied = places[start] >> 1;
    let members = 0;
    while (end < places.length && places[end] >> 1 === tied) members += places[end++] & 1;
    const others = end - start - members;
    area += others * (truePositives + members / 2);
    truePositives += members;
    falsePositives += others;
    if (falsePositives <= allowed) flagged = truePositives;
  }
  return { auc: area / (truePositives * nonMembers), tpr: flagged / truePositives };
}

function gapOf(differences: Float64Array): Gap | null {
  const found = differences.filter(Number.isFinite).sort();
  if (found.length === 0) return null;
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  return { mean, interval: percentileInterval(found, 0.95) };
}
