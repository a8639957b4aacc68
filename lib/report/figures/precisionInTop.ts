import { rocCurve } from "../../metrics";
import { bandTraces } from "./marks/rocTraces";
import type { Figure } from "./parts/figure";
import { type BandOptions, oneBand } from "./parts/oneBand";
import type { FigureOptions } from "./parts/options";
import { classCounts, isConstant, rowsText, type ScoredRows } from "./parts/rows";
import {
  axis,
  defaultWidth,
  frame,
  guideColour,
  legendNames,
  logAxis,
  message,
  plotBox,
  seriesStyle,
} from "./style";

/** The ends of a band around the precision, k by k. */
interface PrecisionEnds {
  readonly k: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** An attack's scores and, where it was computed, the band around its precision. */
export interface PrecisionCurve extends ScoredRows {
  readonly band?: PrecisionEnds;
}

const points = 40;
const fewest = 10; // of fewer rows the share jumps by more than a tenth with each

/**
 * The k at which the precision is drawn: whole numbers from 10 to n, evenly spaced on a logarithmic
 * axis.
 *
 * @example
 * topSizes(400)[0]; // 10
 */
export function topSizes(n: number): number[] {
  const sizes = Array.from({ length: points }, (_, i) =>
    Math.round(fewest * (n / fewest) ** (i / (points - 1))),
  );
  return [...new Set(sizes)];
}

/**
 * `precisionAtTop` of lib/metrics for many k at once, read off the ROC curve: between two
 * vertices lie tied rows, which are taken in proportion.
 */
function precisions({ membership, scores }: ScoredRows, sizes: readonly number[]): number[] {
  const { members, nonMembers } = classCounts(membership);
  const { fpr, tpr } = rocCurve(membership, scores);
  let vertex = 1;
  const hits = (v: number) => tpr[v] * members;
  const flagged = (v: number) => hits(v) + fpr[v] * nonMembers;
  return sizes.map((k) => {
    while (vertex < fpr.length - 1 && flagged(vertex) < k) vertex++;
    const above = flagged(vertex - 1);
    const share = (k - above) / (flagged(vertex) - above);
    return (hits(vertex - 1) + share * (hits(vertex) - hits(vertex - 1))) / k;
  });
}

/**
 * Precision in the top k: of the k rows with the highest scores, the share that are members. What
 * an attacker who names only a few records gets right.
 *
 * @param attacks on the same rows
 * @returns a figure that says why, in words, where a class is missing or no score differs
 * @throws RangeError for rows that cannot be used
 * @example
 * precisionInTop([{ name: "RF", membership, scores }], { split: "report rows" });
 */
export function precisionInTop(
  attacks: readonly PrecisionCurve[],
  options: FigureOptions & BandOptions = {},
): Figure {
  if (attacks.length === 0) return message("No precision: no attack was given.", options);
  const counts = classCounts(attacks[0].membership);
  const { members, nonMembers } = counts;
  if (members === 0 || nonMembers === 0) {
    return message(
      `No precision: ${members} members and ${nonMembers} non-members, both are needed.`,
      options,
    );
  }
  const flat = attacks.filter(({ scores }) => isConstant(scores)).map(({ name }) => name);
  if (flat.length === attacks.length) {
    return message(`No precision: all scores of ${flat.join(", ")} are equal.`, options);
  }
  const n = members + nonMembers;
  if (n <= fewest)
    return message(`No precision: ${n} rows, more than ${fewest} are needed.`, options);
  const share = members / n;
  const sizes = topSizes(n);
  const width = options.width ?? defaultWidth;
  const { left, right } = plotBox(width);
  const { curves, said } = oneBand(attacks, width, options);
  const rows = rowsText(counts, options.split);
  const names = legendNames(
    attacks.map(({ name }) => (flat.includes(name) ? `${name} (all scores equal)` : name)),
    width,
  );
  const base = {
    type: "scatter",
    mode: "lines",
    name: "All rows",
    x: [fewest, n],
    y: [share, share],
    line: { color: guideColour, dash: "5px,3px", width: 1 },
  };
  return {
    data: [
      ...curves.flatMap(({ name, band }, i) => (band ? precisionBandTraces(name, band, i) : [])),
      ...attacks.map((attack, i) => ({
        type: "scatter",
        mode: "lines",
        name: names[i],
        x: sizes,
        y: precisions(attack, sizes),
        line: { color: seriesStyle(i).color, dash: seriesStyle(i).dash, width: 1.5 },
      })),
      base,
    ],
    layout: {
      ...frame(options, {
        caption: `Share of members among the k highest scores; one row weighs 1/k. ${rows}.${said}`,
        altText: `Precision in the top k of ${names.join(", ")}; among all rows ${share.toFixed(3)}. ${rows}.`,
        legend: [...names, "All rows"],
      }),
      xaxis: logAxis("k (rows, highest scores first)", {
        low: fewest,
        high: n,
        length: width - left - right,
      }),
      yaxis: axis("Share of members", { range: [0, 1.02], dtick: 0.2 }),
    },
  };
}

function precisionBandTraces(name: string, { k, low, high }: PrecisionEnds, i: number) {
  const drawing = { floor: 0, shape: "linear" as const, style: seriesStyle(i) };
  return bandTraces(name, { fpr: k, low, high }, drawing);
}
