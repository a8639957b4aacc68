import type { Embedding } from "../../../inference";
import type { AuditSet } from "../auditSet";
import { crossFittedGroup } from "../crossFittedGroup";
import type { Statistic } from "../statistic";
import { type ClassClouds, classClouds } from "./classClouds";
import { NEIGHBOURS, neighbourDistance } from "./neighbours";
import { type Coordinates, coordinatesOf, fitWhitening, type Whitening } from "./whitening";

/** Components that are columns of their own. */
const SHOWN = 16;

/** Distances to members and to non-members of the row's class. */
interface Pair {
  in: number;
  out: number;
}

/** The coordinates learnt, and those of the rows learnt from. */
interface Learnt {
  readonly whitening: Whitening;
  readonly coordinates: Coordinates;
}

interface ActivationRow {
  euclid: Pair;
  mahalanobis: Pair;
  cosine: Pair;
  neighbours: Pair;
  components: Float64Array;
}

const MEASURES = [
  ["euclid", "distance of the activations to the centroid of"],
  ["mahalanobis", "Mahalanobis distance of the activations, in 32 components, to the centroid of"],
  ["cosine", "cosine of the activations with the centroid of"],
  ["neighbours", `mean Mahalanobis distance to the ${NEIGHBOURS} nearest among`],
] as const;

const STATISTICS: readonly Statistic<ActivationRow>[] = MEASURES.flatMap(([name, words]) => [
  {
    name: `${name}_in`,
    meaning: `${words} public members of the class, the row's own tenth left out.`,
    of: (row: ActivationRow) => row[name].in,
  },
  {
    name: `${name}_out`,
    meaning: `${words} public non-members of the class, the row's own tenth left out.`,
    of: (row: ActivationRow) => row[name].out,
  },
  {
    name: `${name}_difference`,
    meaning: `${name}_out less ${name}_in: which of the two the row resembles.`,
    of: (row: ActivationRow) => row[name].out - row[name].in,
  },
]);

/**
 * Where the activations before the last layer lie: among members or non-members of the class, and
 * along the leading principal components.
 */
export const activations = crossFittedGroup<
  Learnt,
  ReadonlyMap<number, ClassClouds>,
  ActivationRow
>({
  name: "activations",
  meaning: "activations beside those of members and non-members of the same class",
  needs: { embedding: true },
  fewest: 20,
  statistics: (set) => [
    ...STATISTICS,
    ...Array.from({ length: Math.min(SHOWN, embeddingOf(set).size) }, (_, k) => ({
      name: `component_${k + 1}`,
      meaning: `place along principal component ${k + 1} of the activations.`,
      of: (row: ActivationRow) => row.components[k],
    })),
  ],
  prepare(set, rows) {
    const whitening = fitWhitening(embeddingOf(set), set.labels, rows);
    return { whitening, coordinates: coordinatesOf(embeddingOf(set), whitening) };
  },
  learn(set, fit, { coordinates: { whitened, size } }) {
    return classClouds(fit, set.labels, embeddingOf(set), { data: whitened, size });
  },
  reader,
});

function reader(set: AuditSet, { whitening }: Learnt) {
  const { data, size } = embeddingOf(set);
  const { components, whitened, size: few } = coordinatesOf(embeddingOf(set), whitening);
  return (i: number, clouds: ReadonlyMap<number, ClassClouds>): ActivationRow => {
    const own = clouds.get(set.labels[i]);
    if (own === undefined) {
      throw new RangeError(
        `predictors activations: found class ${set.labels[i]} in row ${i}, expected one of those that it was fitted on`,
      );
    }
    const h = data.subarray(i * size, (i + 1) * size);
    const point = whitened.subarray(i * few, (i + 1) * few);
    return {
      euclid: pair((kind) => distance(h, own[kind].centroid)),
      mahalanobis: pair((kind) => distance(point, own[kind].whitenedCentroid)),
      cosine: pair((kind) => cosine(h, own[kind].centroid)),
      neighbours: pair((kind) => neighbourDistance(point, own[kind].points)),
      components: components.subarray(i * few, (i + 1) * few),
    };
  };
}

function pair(measure: (kind: "in" | "out") => number): Pair {
  return { in: measure("in"), out: measure("out") };
}

function embeddingOf(set: AuditSet): Embedding {
  return set.embedding as Embedding;
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squares = 0;
  for (let d = 0; d < a.length; d++) squares += (a[d] - b[d]) ** 2;
  return Math.sqrt(squares);
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let d = 0; d < a.length; d++) {
    ab += a[d] * b[d];
    aa += a[d] * a[d];
    bb += b[d] * b[d];
  }
  return ab / Math.max(Math.sqrt(aa * bb), 1e-30);
}
