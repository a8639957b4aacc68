import { RandomForestClassifier } from "../../lib/ensemble";
import { rocAuc, tprAtFpr } from "../../lib/metrics";
import { take, takeRows } from "../../lib/numeric/arrays";
import { trueAuc, trueTpr } from "./coveragePopulation";
import {
  discriminant,
  type LearnedPopulation,
  type LearnedRows,
  scored,
  shiftAlong,
} from "./learnedPopulation";

/** What has been learnt. */
export interface Learnt {
  /** Scores of some rows, high = member. */
  score(rows: LearnedRows, index: Int32Array): Float64Array;
  /** Its figures in the population. */
  truth(maxFpr: number): { readonly auc: number; readonly tpr: number };
}

/** Learns from some rows' first `used` columns. */
export type Learner = (
  population: LearnedPopulation,
  from: { readonly rows: LearnedRows; readonly taught: Int32Array; readonly used: number },
  fresh: LearnedRows,
) => Promise<Learnt>;

/** Fisher's discriminant, whose true figures are known. */
export const linear: Learner = async (population, { rows, taught, used }) => {
  const weights = discriminant(population, rows, taught, used);
  const shift = shiftAlong(population, weights);
  const along = { name: population.name, shifts: [shift, shift], grid: population.grid } as const;
  return {
    score: (other, index) => scored(population, other, index, weights),
    truth: (maxFpr) => ({ auc: trueAuc(along, shift), tpr: trueTpr(along, shift, maxFpr) }),
  };
};

/** A forest of 20 trees of 8 levels, its true figures read off fresh rows. */
export const forest: Learner = async ({ width }, { rows, taught, used }, fresh) => {
  const model = new RandomForestClassifier({
    n_estimators: 20,
    max_depth: 8,
    random_state: 1,
    n_jobs: 1,
  });
  const columns = (from: LearnedRows, index: Int32Array) => {
    const all = { data: from.values, rows: from.membership.length, cols: width };
    const { data, rows: count } = takeRows(all, index);
    const kept = Float64Array.from({ length: count * used }, (_, k) => {
      return data[Math.floor(k / used) * width + (k % used)];
    });
    return { data: kept, rows: count, cols: used };
  };
  await model.fit(columns(rows, taught), take(rows.membership, taught));
  const score = (other: LearnedRows, index: Int32Array) =>
    model.predictProba(columns(other, index));
  return {
    score,
    truth: (maxFpr) => {
      const scores = score(fresh, Int32Array.from(fresh.membership.keys()));
      const { tpr } = tprAtFpr(fresh.membership, scores, maxFpr);
      return { auc: rocAuc(fresh.membership, scores), tpr };
    },
  };
};
