import { NEIGHBOURS } from "./neighbours";

/** The activations of one class's members or non-members. */
export interface Cloud {
  /** Mean of the activations. */
  readonly centroid: Float64Array;
  /** Mean of the whitened coordinates. */
  readonly whitenedCentroid: Float64Array;
  /** [n, size]: the whitened coordinates themselves. */
  readonly points: Float64Array;
}

/** A class's members and non-members among the rows learnt from. */
export interface ClassClouds {
  readonly in: Cloud;
  readonly out: Cloud;
}

/** Rows of numbers, row-major. */
interface Rows {
  readonly data: Float32Array | Float64Array;
  readonly size: number;
}

/**
 * Gathers the activations class by class.
 *
 * @throws RangeError if a class has fewer than five members or non-members among the rows
 * @example
 * classClouds(fit, set.labels, set.embedding, { data: whitened, size: 32 }).get(3)?.out.centroid;
 */
export function classClouds(
  fit: { readonly rows: Int32Array; readonly membership: Uint8Array },
  labels: Int32Array,
  embedding: Rows,
  whitened: Rows,
): ReadonlyMap<number, ClassClouds> {
  const rowsOf = new Map<number, { in: number[]; out: number[] }>();
  fit.rows.forEach((row, k) => {
    const own = rowsOf.get(labels[row]) ?? { in: [], out: [] };
    rowsOf.set(labels[row], own);
    own[fit.membership[k] === 1 ? "in" : "out"].push(row);
  });
  const clouds = new Map<number, ClassClouds>();
  for (const [label, own] of rowsOf) {
    if (Math.min(own.in.length, own.out.length) < NEIGHBOURS) {
      throw new RangeError(
        `predictors activations: found ${own.in.length} members and ${own.out.length} non-members of class ${label} to fit on, expected at least ${NEIGHBOURS} of each in nine tenths of the rows`,
      );
    }
    const cloudOf = (rows: readonly number[]): Cloud => ({
      centroid: centroidOf(rows, embedding),
      whitenedCentroid: centroidOf(rows, whitened),
      points: pointsOf(rows, whitened),
    });
    clouds.set(label, { in: cloudOf(own.in), out: cloudOf(own.out) });
  }
  return clouds;
}

function centroidOf(rows: readonly number[], { data, size }: Rows): Float64Array {
  const centroid = new Float64Array(size);
  for (const row of rows) {
    for (let d = 0; d < size; d++) centroid[d] += data[row * size + d] / rows.length;
  }
  return centroid;
}

function pointsOf(rows: readonly number[], { data, size }: Rows): Float64Array {
  const points = new Float64Array(rows.length * size);
  rows.forEach((row, k) => {
    points.set(data.subarray(row * size, (row + 1) * size), k * size);
  });
  return points;
}
