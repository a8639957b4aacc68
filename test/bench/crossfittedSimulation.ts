import { foldsOf } from "../../lib/audit/crossfit";
import {
  bounds,
  crossfittedAuc,
  crossfittedAucDifference,
  crossfittedTpr,
  crossfittedTprDifference,
  type Interval,
  predictedAuc,
  predictedAucDifference,
  predictedTpr,
  predictedTprDifference,
  rocAuc,
  tprAtFpr,
} from "../../lib/metrics";
import { byFold } from "../../lib/metrics/byFold";
import { logitEstimate } from "../../lib/metrics/estimate";
import { placements, variance } from "../../lib/metrics/placements";
import { MT19937 } from "../../lib/numeric/random";
import { Hits } from "./hits";
import { drawRows, type LearnedPopulation, type LearnedRows } from "./learnedPopulation";
import type { Learner, Learnt } from "./learners";

/** How long to simulate. */
export interface CrossfittedSize {
  /** Rows that judge, and rows of the other set; half of them members. */
  readonly rows: number;
  readonly samples: number;
  /** Of each bootstrap; 0 leaves TPRs out. */
  readonly replicates: number;
  readonly maxFpr: number;
  readonly seed: number;
}

/** Rows on which a learner without known figures shows them. */
const FRESH = 10_000;

/** Scores of the judged rows out of fold and of the other set's, and the means of the folds' true figures. */
interface Attacked {
  readonly judged: Float64Array;
  readonly other: Float64Array;
  readonly auc: number;
  readonly tpr: number;
}

/**
 * Draws rows, cross-fits two attacks on them (one that sees all columns and one that sees half of them) and
 * counts how often the 95 % intervals hold the mean true figure of the folds' models, and how often the predicted
 * ones hold what the attack that was taught all rows shows on as many other rows.
 */
export async function simulateCrossfitted(
  population: LearnedPopulation,
  learner: Learner,
  size: CrossfittedSize,
): Promise<Hits[]> {
  const { rows, samples, replicates, maxFpr, seed } = size;
  const kinds = new Map<string, Hits>();
  const add = (name: string, interval: Interval | null, figure: number) => {
    const hits = kinds.get(name) ?? new Hits(name);
    kinds.set(name, hits);
    hits.add(interval, figure);
  };
  const rng = new MT19937(seed);
  const fresh = drawRows(population, FRESH, rng);
  const sizes = { members: rows / 2, nonMembers: rows / 2 };
  for (let sample = 0; sample < samples; sample++) {
    const own = drawRows(population, rows, rng);
    const other = drawRows(population, rows, rng);
    const folds = foldsOf(own.membership, sample);
    const attack = (used: number) => {
      const learn = (taught: Int32Array) => learner(population, { rows: own, taught, used }, fresh);
      return attacked(own, other, folds, learn, maxFpr);
    };
    const [a, b] = [await attack(population.width), await attack(population.width / 2)];
    const { membership } = own;
    const pair = { membership, a: a.judged, b: b.judged, folds };
    const one = { membership, scores: a.judged, folds };
    add("AUC, models taken as given", asGiven(membership, a.judged, folds), a.auc);
    add("AUC", bounds(crossfittedAuc(membership, a.judged, folds)), a.auc);
    const difference = crossfittedAucDifference(membership, a.judged, b.judged, folds);
    add("AUC difference", bounds(difference), a.auc - b.auc);
    const aucs = [a, b].map((each) => rocAuc(other.membership, each.other));
    add("predicted AUC", bounds(predictedAuc(one, sizes)), aucs[0]);
    const gap = bounds(predictedAucDifference(pair, sizes));
    add("predicted AUC difference", gap, aucs[0] - aucs[1]);
    if (replicates === 0) continue;
    const options = { seed: sample, replicates };
    const limit = [maxFpr];
    const at = `TPR at FPR <= ${maxFpr}`;
    const [tpr] = crossfittedTpr(membership, a.judged, folds, limit, options);
    add(at, bounds(tpr), a.tpr);
    const [gain] = crossfittedTprDifference(membership, a.judged, b.judged, folds, limit, options);
    add(`${at}, difference`, bounds(gain), a.tpr - b.tpr);
    const tprs = [a, b].map((each) => tprAtFpr(other.membership, each.other, maxFpr).tpr);
    add(`predicted ${at}`, bounds(predictedTpr(one, sizes, limit, options)[0]), tprs[0]);
    const [promised] = predictedTprDifference(pair, sizes, limit, options);
    add(`predicted ${at}, difference`, bounds(promised), tprs[0] - tprs[1]);
  }
  return [...kinds.values()];
}

async function attacked(
  own: LearnedRows,
  other: LearnedRows,
  folds: Int32Array,
  learn: (taught: Int32Array) => Promise<Learnt>,
  maxFpr: number,
): Promise<Attacked> {
  const all = Int32Array.from(folds.keys());
  const judged = new Float64Array(folds.length);
  const count = Math.max(...folds);
  let [auc, tpr] = [0, 0];
  for (let fold = 1; fold <= count; fold++) {
    const learnt = await learn(all.filter((row) => folds[row] !== fold));
    const rows = all.filter((row) => folds[row] === fold);
    learnt.score(own, rows).forEach((score, i) => {
      judged[rows[i]] = score;
    });
    const truth = learnt.truth(maxFpr);
    auc += truth.auc / count;
    tpr += truth.tpr / count;
  }
  const final = await learn(all);
  return { judged, other: final.score(other, Int32Array.from(other.membership.keys())), auc, tpr };
}

/** The interval of the influence curve alone, without what folds share. */
function asGiven(membership: Uint8Array, scores: Float64Array, folds: Int32Array): Interval | null {
  const parts = byFold(membership, [scores], folds);
  const variances = parts.map((fold) => variance(placements(fold.membership, fold.sets[0])));
  const error = Math.sqrt(variances.reduce((sum, own) => sum + own, 0)) / parts.length;
  return bounds(logitEstimate(crossfittedAuc(membership, scores, folds).value, error, 1.96));
}
