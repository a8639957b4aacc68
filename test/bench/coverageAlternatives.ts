import {
  bounds,
  type Interval,
  normalCdf,
  normalQuantile,
  resampleTprs,
  tprAtFpr,
} from "../../lib/metrics";
import { bootstrapEstimate } from "../../lib/metrics/bootstrapEstimate";
import { MT19937 } from "../../lib/numeric/random";
import { drawSample, type Population, trueTpr } from "./coveragePopulation";
import type { SimulationSize } from "./coverageSimulation";
import { Tally } from "./coverageTally";

const Z = normalQuantile(0.975);

/** Makes an interval from the estimate and its bootstrap replicates. */
type Method = (tpr: number, replicates: Float64Array, members: number) => Interval;

/** Other ways to make an interval from the same bootstrap. */
const METHODS: Readonly<Record<string, Method>> = {
  percentile: (_, replicates) => spread(replicates).interval,
  basic: (tpr, replicates) => {
    const [low, high] = spread(replicates).interval;
    return [2 * tpr - high, 2 * tpr - low];
  },
  normal: (tpr, replicates) => {
    const half = Z * spread(replicates).standardError;
    return [tpr - half, tpr + half];
  },
  "normal on the logit": (tpr, replicates, members) => {
    const p = awayFromEdges(tpr, members);
    const centre = Math.log(p / (1 - p));
    const half = (Z * spread(replicates).standardError) / (p * (1 - p));
    return [logistic(centre - half), logistic(centre + half)];
  },
  "normal on the arcsine": (tpr, replicates, members) => {
    const p = awayFromEdges(tpr, members);
    const centre = Math.asin(Math.sqrt(p));
    const half = (Z * spread(replicates).standardError) / (2 * Math.sqrt(p * (1 - p)));
    const square = (angle: number) => Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2)) ** 2;
    return [square(centre - half), square(centre + half)];
  },
  "bias-corrected percentile": (tpr, replicates) => {
    const below = replicates.filter((value) => value < tpr).length;
    const equal = replicates.filter((value) => value === tpr).length;
    const share = awayFromEdges((below + equal / 2) / replicates.length, replicates.length);
    const shift = 2 * normalQuantile(share);
    const sorted = replicates.slice().sort();
    const at = (x: number) => sorted[Math.round(normalCdf(shift + x) * (sorted.length - 1))];
    return [at(-Z), at(Z)];
  },
};

/**
 * Coverage of TPR at FPR <= maxFpr by several intervals from the same resamples.
 *
 * @example
 * compareMethods(population, { rows: 1000, samples: 500, replicates: 500, seed: 1 }, 0.05);
 */
export function compareMethods(
  population: Population,
  size: SimulationSize,
  maxFpr: number,
): Tally[] {
  const truth = trueTpr(population, population.shifts[0], maxFpr);
  const tallies = Object.keys(METHODS).map((name) => new Tally(name, truth));
  const rng = new MT19937(size.seed);
  for (let seed = 0; seed < size.samples; seed++) {
    const { membership, a } = drawSample(population, size.rows, rng);
    const { tpr } = tprAtFpr(membership, a, maxFpr);
    const [[replicates]] = resampleTprs(membership, [a], [maxFpr], {
      replicates: size.replicates,
      seed,
    });
    tallies.forEach((tally) => {
      tally.add(METHODS[tally.name](tpr, replicates, size.rows / 2));
    });
  }
  return tallies;
}

function spread(replicates: Float64Array): { standardError: number; interval: Interval } {
  const found = bootstrapEstimate(0, replicates, 0.95, null);
  return {
    standardError: found.standardError ?? 0,
    interval: bounds(found) ?? [replicates[0], replicates[0]],
  };
}

function awayFromEdges(share: number, count: number): number {
  return (share * count + 0.5) / (count + 1);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
