import {
  type AucDifference,
  bootstrapTprDifference,
  delongAuc,
  delongDifference,
  type Measured,
  spearman,
  type TprDifference,
} from "../../../metrics";
import { canTell, type Judged, judged } from "./judged";
import type { Source } from "./source";

/** Two scores beside each other. */
export interface Comparison {
  /** Rows that have both. */
  readonly rows: number;
  /** Spearman's correlation of their places, null where there is none. */
  readonly correlation: number | null;
  /** Rows that judge both. */
  readonly judged: Judged;
  /** Null where there are no members and others among them. */
  readonly auc: { readonly x: Measured; readonly y: Measured; readonly gain: AucDifference } | null;
}

/**
 * Two scores on the rows that have both and, where membership is known, on those that judge both:
 * y less x.
 *
 * @example
 * comparison(raw, corrected).auc?.gain; // { value: .012, low: .009, high: .015, .. }
 */
export function comparison(x: Source, y: Source): Comparison {
  const both = rowsOfBoth(x, y);
  const found = judged([x, y]);
  const [scoresX, scoresY] = [x, y].map(({ ranks }) => take(ranks, found.rows));
  return {
    rows: both.length,
    correlation: both.length > 1 ? spearman(take(x.shares, both), take(y.shares, both)) : null,
    judged: found,
    auc: canTell(found)
      ? {
          x: delongAuc(found.membership, scoresX),
          y: delongAuc(found.membership, scoresY),
          gain: delongDifference(found.membership, scoresY, scoresX),
        }
      : null,
  };
}

/** How often the rows are drawn again for {@link tprGains}. */
export const RESAMPLES = 500;

/**
 * TPR at FPR <= 5 % and 1 % of y less that of x, on the rows that judge both.
 *
 * @returns nothing where there are no members and others among them
 * @example
 * tprGains(raw, corrected, comparison(raw, corrected).judged)[0].value;
 */
export function tprGains(x: Source, y: Source, rows: Judged): TprDifference[] {
  if (!canTell(rows)) return [];
  const options = { seed: 42, replicates: RESAMPLES };
  const [scoresX, scoresY] = [x, y].map(({ ranks }) => take(ranks, rows.rows));
  return bootstrapTprDifference(rows.membership, scoresY, scoresX, [0.05, 0.01], options);
}

/**
 * The rows, of those given, whose share of rank differs most, the largest difference first.
 *
 * @example
 * changedMost(x, y, shown, 10);
 */
export function changedMost(x: Source, y: Source, rows: Int32Array, most: number): number[] {
  const change = (row: number) => Math.abs(y.shares[row] - x.shares[row]);
  const both = Array.from(rows).filter((row) => change(row) > 0);
  return both.sort((a, b) => change(b) - change(a) || a - b).slice(0, most);
}

function rowsOfBoth(x: Source, y: Source): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < x.ranks.length; row++) {
    if (x.ranks[row] >= 0 && y.ranks[row] >= 0) rows.push(row);
  }
  return Int32Array.from(rows);
}

const take = (values: ArrayLike<number>, rows: Int32Array) =>
  Float64Array.from(rows, (row) => values[row]);
