import type { Estimate } from "../../metrics";
import { alongNumber, alongRange, chanceLine, valueRange } from "./marks/alongNumber";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { axesOf, panelAxes, panels } from "./parts/panels";
import { countedRows } from "./parts/rows";
import { axis, defaultWidth, frame, legendNames, message } from "./style";

/** What an attack reaches with some pairs of reference models. */
export interface PairsReached {
  readonly attack: string;
  readonly pairs: number;
  /** Of training, for all of them; null where that is not known. */
  readonly minutes: number | null;
  readonly AUC: Estimate;
  /** TPR at FPR <= .05. */
  readonly "TPR@5%": Estimate;
}

const MEASURES = [
  { key: "AUC", title: "AUC", chance: 0.5 },
  { key: "TPR@5%", title: "TPR at FPR ≤ 0.05", chance: 0.05 },
] as const;

/** Shares of a pair by which attacks stand beside each other, so that their bars do not hide one another. */
const BESIDE = 0.06;

/**
 * AUC and TPR at FPR <= .05 of attacks by reference models alone against the pairs that they have; the caption
 * says the minutes of training.
 *
 * @param points in any order; each number of pairs has the same minutes whatever the attack
 * @returns a figure that says so where there is none
 * @example
 * alongPairs(await alongPairs(judging, sets.public, judges, { seed }), { rows: 4000, split: "public rows" });
 */
export function alongPairs(
  points: readonly PairsReached[],
  options: FigureOptions & { readonly rows?: number } = {},
): Figure {
  if (points.length === 0) return message("No pairs: no reference models were given.", options);
  const attacks = [...new Set(points.map(({ attack }) => attack))];
  const counts = [...new Set(points.map(({ pairs }) => pairs))].sort((one, other) => one - other);
  const width = options.width ?? defaultWidth;
  const legend = legendNames(attacks, width);
  const n = countedRows(options);
  const intervals = intervalsText(points.map(({ AUC }) => AUC));
  const spent = minutesText(points, counts);
  const last = points.filter(({ pairs }) => pairs === counts[counts.length - 1]);
  const inWords = last.map(({ attack, AUC }) => `${attack} ${AUC.value.toFixed(3)}`).join(", ");
  const most = counts[counts.length - 1];
  const pairsText = most === 1 ? "one pair" : `1 to ${most} pairs`;
  const parts = {
    caption: `AUC and TPR at FPR ≤ 0.05 of attacks by reference models alone, with ${pairsText} of them${intervals}.${spent} Dashed: chance.${n}`,
    altText: `AUC of attacks by ${pairsText} of reference models; with the most: ${inWords}.${spent}${n}`,
    legend,
  };
  const { places, plotHeight } = panels(MEASURES.length, width);
  const shift = (attack: string) => BESIDE * (attacks.indexOf(attack) - (attacks.length - 1) / 2);
  const ticks = {
    tickvals: counts,
    ticktext: counts.map(String),
    range: alongRange([counts[0] - 0.2, most + 0.2]),
  };
  const axes = MEASURES.map(({ key, title, chance }, i) => {
    const range = valueRange(
      points.map((point) => point[key]),
      chance,
    );
    return panelAxes(
      i,
      places[i],
      axis("Pairs of reference models", ticks),
      axis(title, { range }),
    );
  });
  const data = MEASURES.flatMap(({ key }, i) =>
    attacks.map((attack, series) => {
      const own = points.filter((point) => point.attack === attack);
      const sorted = own.sort((one, other) => one.pairs - other.pairs);
      const placed = sorted.map((point) => ({
        name: `${attack}, ${point.pairs}`,
        at: point.pairs + shift(attack),
        value: point[key],
      }));
      const trace = alongNumber(placed, { name: legend[series], series, axes: axesOf(i) });
      return { ...trace, showlegend: i === 0 };
    }),
  );
  return {
    data,
    layout: {
      ...frame(options, { ...parts, plotHeight }),
      ...Object.fromEntries(axes.flatMap(Object.entries)),
      shapes: MEASURES.map(({ chance }, i) => chanceLine(chance, axesOf(i))),
    },
  };
}

function minutesText(points: readonly PairsReached[], counts: readonly number[]): string {
  const spent = counts.map((count) => points.find(({ pairs }) => pairs === count)?.minutes ?? null);
  if (spent.some((minutes) => minutes === null)) return "";
  const told = spent.map((minutes) => `${Number((minutes ?? 0).toPrecision(2))}`).join(", ");
  return ` Minutes of training: ${told}.`;
}
