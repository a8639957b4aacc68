import { argsort } from "../../arrays";
import { type HighIsMemberScores, type Membership, percentileInterval } from "../../metrics";
import { Xoshiro128 } from "../../random";

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
 * Draws the server's split again and again, and measures the same scores on either side.
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
  const order = argsort(scores).reverse();
  const shown = new Uint8Array(scores.length);
  const aucs = new Float64Array(splits);
  const tprs = new Float64Array(splits);
  for (let s = 0; s < splits; s++) {
    for (let i = 0; i < shown.length; i++) shown[i] = rng.uint32() < share * 2 ** 32 ? 1 : 0;
    const leaderboard = measure(membership, scores, order, shown, 1);
    const final = measure(membership, scores, order, shown, 0);
    aucs[s] = leaderboard.auc - final.auc;
    tprs[s] = leaderboard.tpr - final.tpr;
  }
  return { share, splits, auc: gapOf(aucs), tpr: gapOf(tprs) };
}

/** AUC and TPR at FPR <= .05 of the rows on one side, in one walk down the ranking. */
function measure(
  membership: Membership,
  scores: HighIsMemberScores,
  order: Int32Array,
  shown: Uint8Array,
  side: number,
): { auc: number; tpr: number } {
  let nonMembers = 0;
  for (let i = 0; i < shown.length; i++) if (shown[i] === side) nonMembers += 1 - membership[i];
  const allowed = Math.floor(maxFpr * nonMembers + 1e-9);
  let [truePositives, falsePositives, area, flagged] = [0, 0, 0, 0];
  for (let start = 0, end = 0; start < order.length; start = end) {
    const score = scores[order[start]];
    let [members, others] = [0, 0];
    while (end < order.length && scores[order[end]] === score) {
      const row = order[end++];
      if (shown[row] !== side) continue;
      members += membership[row];
      others += 1 - membership[row];
    }
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
