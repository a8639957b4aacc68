import { midranks } from "../../../metrics";

/** How alike two columns of phi are, beyond what classes have in common. */
export interface Likeness {
  /** Correlation of ranks within classes, from -1 to 1; 0 where nothing can be compared. */
  readonly correlation: number;
  /** The same in standard errors of rows in any order. */
  readonly z: number;
  /** The first run of rows that are far less alike than all are, if there is one. */
  readonly unlike: { readonly from: number; readonly to: number } | null;
}

/** Rows of a run that is looked at by itself. */
const RUN = 100;
/** Standard errors by which a run must differ from all rows. */
const FAR = 5;

/**
 * Compares what two models find hard: images that one is unsure of are unsure for the other. Outputs in another
 * order are not alike, even within their classes.
 *
 * @param a phi a row
 * @example
 * likeness(phiOfTarget, meanPhiOfReferences, labels).z > 4;
 */
export function likeness(a: ArrayLike<number>, b: ArrayLike<number>, labels: Int32Array): Likeness {
  const classes = rowsByClass(labels);
  const [x, y] = [ranksWithin(a, classes, labels.length), ranksWithin(b, classes, labels.length)];
  const all = correlationOf(x, y, 0, labels.length);
  const z = all * Math.sqrt(Math.max(0, labels.length - classes.size));
  for (let from = 0; from + RUN <= labels.length; from += RUN) {
    const to = from + 2 * RUN > labels.length ? labels.length : from + RUN;
    const own = correlationOf(x, y, from, to);
    if ((all - own) * Math.sqrt(to - from) > FAR)
      return { correlation: all, z, unlike: { from, to } };
  }
  return { correlation: all, z, unlike: null };
}

function rowsByClass(labels: Int32Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  labels.forEach((label, row) => {
    const own = rows.get(label);
    if (own) own.push(row);
    else rows.set(label, [row]);
  });
  return rows;
}

/** Ranks within each class, from -1/2 to 1/2. */
function ranksWithin(
  values: ArrayLike<number>,
  classes: ReadonlyMap<number, readonly number[]>,
  count: number,
): Float64Array {
  const ranks = new Float64Array(count);
  for (const rows of classes.values()) {
    midranks(rows.map((row) => values[row])).forEach((rank, i) => {
      ranks[rows[i]] = (rank - (rows.length + 1) / 2) / rows.length;
    });
  }
  return ranks;
}

function correlationOf(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    xy += x[i] * y[i];
    xx += x[i] * x[i];
    yy += y[i] * y[i];
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}
