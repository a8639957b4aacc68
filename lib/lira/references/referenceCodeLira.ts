import { gaussianLogDensity } from "../gaussian";
import type { PhiOfView } from "./liraScores";

/** What the reference code adds to every standard deviation. */
const LEAST = 1e-30;

/** How LiRA's authors' code is called: their `generate_ours` and `generate_ours_offline`. */
export interface ReferenceCodeOptions {
  readonly mode: "online" | "offline";
  /** One deviation for all examples and views, that of the raw values; else one for each example and view. */
  readonly fixVariance: boolean;
}

/**
 * LiRA as its authors' code computes it, which is not quite what the paper says: an example's centre is the median; a
 * fixed variance is that of the raw values of all examples, the spread between examples included; online, "out" gets
 * the fixed deviation of "in"; offline is the log density, so that far below counts as far above; and of every
 * example only as many models count as the rarest has, in their order. To compare with published figures;
 * `liraOnline` and `liraOffline` are what to use.
 *
 * @param views one or more
 * @param trainedOn [M, N]: 1 in, 0 out
 * @returns N scores in nats, high = member
 * @throws RangeError if an example has no model of a kind that is needed
 * @see tensorflow/privacy, research/mi_lira_2021/plot.py
 * @example
 * referenceCodeLira([{ target, references }], outputs.trainedOn, { mode: "online", fixVariance: true });
 */
export function referenceCodeLira(
  views: readonly PhiOfView[],
  trainedOn: Uint8Array,
  { mode, fixVariance }: ReferenceCodeOptions,
): Float64Array {
  if (views.length === 0) throw new RangeError("views: found none, expected one or more");
  const sides = mode === "online" ? ([1, 0] as const) : ([0] as const);
  const [first, second] = sides.map((side) => fit(views, trainedOn, side));
  const out = second ?? first;
  const inside = second === undefined ? null : first;
  const fixedOf = inside ?? out;
  const { target } = views[0];
  return target.map((_, row) => {
    let sum = 0;
    views.forEach(({ target: phi }, v) => {
      const density = ({ medians, deviations }: Fit) => {
        const deviation = fixVariance ? fixedOf.whole : deviations[v][row];
        return gaussianLogDensity(phi[row], medians[v][row], deviation + LEAST);
      };
      sum += (inside === null ? 0 : density(inside)) - density(out);
    });
    return sum / views.length;
  });
}

interface Fit {
  /** By view, one a row. */
  readonly medians: readonly Float64Array[];
  readonly deviations: readonly Float64Array[];
  /** Deviation of all values of all rows and views. */
  readonly whole: number;
}

function fit(views: readonly PhiOfView[], trainedOn: Uint8Array, side: 0 | 1): Fit {
  const rows = views[0].target.length;
  const models = trainedOn.length / rows;
  const all = Array.from({ length: models }, (_, m) => m);
  const taken = Array.from({ length: rows }, (_, row) =>
    all.filter((m) => trainedOn[m * rows + row] === side),
  );
  const fewest = taken.reduce((least, { length }) => Math.min(least, length), models);
  if (fewest === 0) {
    const row = taken.findIndex(({ length }) => length === 0);
    const kind = side === 1 ? "trained on" : "that left out";
    throw new RangeError(`references: found no model ${kind} row ${row}, expected at least one`);
  }
  const valuesOf = (view: PhiOfView, row: number) =>
    taken[row].slice(0, fewest).map((m) => view.references[m * rows + row]);
  const each = (of: (values: number[]) => number) =>
    views.map((view) => view.target.map((_, row) => of(valuesOf(view, row))));
  const every = views.flatMap((view) => taken.flatMap((_, row) => valuesOf(view, row)));
  return { medians: each(median), deviations: each(deviation), whole: deviation(every) };
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / values.length);
}
