import { rocCurve } from "../../metrics";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { classCounts, isConstant, rowsText, type ScoredRows } from "./parts/rows";
import {
  axis,
  defaultWidth,
  frame,
  guideColour,
  leftRoom,
  legendNames,
  logAxis,
  message,
  seriesStyle,
} from "./style";

const points = 40;

/** Whole numbers from 1 to n, evenly spaced on a logarithmic axis. */
function topSizes(n: number): number[] {
  const sizes = Array.from({ length: points }, (_, i) => Math.round(n ** (i / (points - 1))));
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
  attacks: readonly ScoredRows[],
  options: FigureOptions = {},
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
  const share = members / n;
  const sizes = topSizes(n);
  const width = options.width ?? defaultWidth;
  const left = leftRoom(["0.8"]);
  const rows = rowsText(counts, options.split);
  const names = legendNames(
    attacks.map(({ name }) => (flat.includes(name) ? `${name} (all scores equal)` : name)),
    width,
  );
  const base = {
    type: "scatter",
    mode: "lines",
    name: "All rows",
    x: [1, n],
    y: [share, share],
    line: { color: guideColour, dash: "5px,3px", width: 1 },
  };
  return {
    data: [
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
        caption: `Share of members among the k highest scores; one row weighs 1/k. ${rows}.`,
        altText: `Precision in the top k of ${names.join(", ")}; among all rows ${share.toFixed(3)}. ${rows}.`,
        legend: [...names, "All rows"],
        left,
      }),
      xaxis: logAxis("k (rows, highest scores first)", {
        low: 1,
        high: n,
        length: width - left - 14,
      }),
      yaxis: axis("Share of members", { range: [0, 1.02], dtick: 0.2 }),
    },
  };
}
