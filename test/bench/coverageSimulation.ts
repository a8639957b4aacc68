import {
  bootstrapTpr,
  bootstrapTprDifference,
  bounds,
  clopperPearson,
  delongAuc,
  delongDifference,
  normalQuantile,
  smallestResolvableFpr,
} from "../../lib/metrics";
import { MT19937 } from "../../lib/numeric/random";
import {
  drawSample,
  type Population,
  type Sample,
  trueAuc,
  trueThreshold,
  trueTpr,
} from "./coveragePopulation";
import { Tally } from "./coverageTally";

/** How long to simulate. */
export interface SimulationSize {
  /** Rows of a sample, half of them members. */
  readonly rows: number;
  /** Samples drawn. */
  readonly samples: number;
  /** Bootstrap resamples of each sample; 0 leaves the bootstrap out. */
  readonly replicates: number;
  readonly seed: number;
}

const FPRS = [0.05, 0.01, 0.001];

/**
 * Draws samples from a population and counts how often the 95 % intervals of lib/metrics hold the
 * population's own figures.
 *
 * @example
 * simulateCoverage(population, { rows: 400, samples: 300, replicates: 200, seed: 1 })[0].coverage;
 */
export function simulateCoverage(population: Population, size: SimulationSize): Tally[] {
  const [shiftA, shiftB] = population.shifts;
  const maxFprs = size.replicates === 0 ? [] : FPRS.filter((a) => resolvable(a, size.rows));
  const [aucA, aucB] = [trueAuc(population, shiftA), trueAuc(population, shiftB)];
  const auc = new Tally("AUC, DeLong (logit)", aucA);
  const plain = new Tally("AUC, DeLong (plain)", aucA);
  const aucDifference = new Tally("AUC difference, DeLong", aucA - aucB);
  const fixed = new Tally(
    "TPR at a fixed threshold, Clopper-Pearson",
    trueTpr(population, shiftA, 0.05),
  );
  const fixedThreshold = trueThreshold(population, 0.05);
  const tprs = maxFprs.map(
    (a) => new Tally(`TPR at FPR <= ${a}, bootstrap`, trueTpr(population, shiftA, a)),
  );
  const tprDifferences = maxFprs.map((a) => {
    const truth = trueTpr(population, shiftA, a) - trueTpr(population, shiftB, a);
    return new Tally(`TPR difference at FPR <= ${a}, bootstrap`, truth);
  });

  const rng = new MT19937(size.seed);
  const z = normalQuantile(0.975);
  for (let s = 0; s < size.samples; s++) {
    const sample = drawSample(population, size.rows, rng);
    const { membership, a, b } = sample;
    const found = delongAuc(membership, a);
    auc.add(bounds(found));
    const half = found.standardError === null ? null : z * found.standardError;
    plain.add(half === null ? null : [found.value - half, found.value + half]);
    aucDifference.add(bounds(delongDifference(membership, a, b)));
    fixed.add(clopperPearson(membersFrom(sample, fixedThreshold), size.rows / 2));
    if (maxFprs.length === 0) continue;
    const options = { seed: s, replicates: size.replicates };
    bootstrapTpr(membership, a, maxFprs, options).forEach((found, i) => {
      tprs[i].add(bounds(found));
    });
    bootstrapTprDifference(membership, a, b, maxFprs, options).forEach((found, i) => {
      tprDifferences[i].add(bounds(found));
    });
  }
  return [auc, plain, aucDifference, fixed, ...tprs, ...tprDifferences];
}

function resolvable(maxFpr: number, rows: number): boolean {
  return maxFpr >= smallestResolvableFpr(rows / 2);
}

function membersFrom({ membership, a }: Sample, threshold: number): number {
  return a.filter((score, i) => membership[i] === 1 && score >= threshold).length;
}
