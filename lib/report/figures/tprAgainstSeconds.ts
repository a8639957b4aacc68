import type { Estimate } from "../../metrics";
import { largest } from "../../numeric/arrays";
import { pointLabels } from "./marks/pointLabels";
import type { Figure, PlotlyTrace } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { secondsAxis } from "./parts/secondsAxis";
import {
  axis,
  defaultWidth,
  frame,
  guideLine,
  legendNames,
  message,
  plotBox,
  seriesStyle,
} from "./style";

/** What an attack, or a step of an ablation, reaches and costs. */
export interface AttackCost {
  readonly name: string;
  /** Spent from the images to the scores, above 0. */
  readonly seconds: number;
  /** TPR at FPR <= .05. */
  readonly tpr: Estimate;
}

const chance = 0.05;

function tprRange(attacks: readonly AttackCost[]): [number, number] {
  const ends = attacks.map(({ tpr }) => tpr.high ?? tpr.value);
  return [0, Math.min(1, 1.15 * Math.max(2 * chance, largest(ends)))];
}

function dot(name: string, { name: label, seconds, tpr }: AttackCost): PlotlyTrace {
  const { value } = tpr;
  const [low, high] = [tpr.low ?? value, tpr.high ?? value];
  const { color, symbol } = seriesStyle(0);
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: [seconds],
    y: [value],
    hovertext: [label],
    error_y: high > low && {
      type: "data",
      symmetric: false,
      array: [high - value],
      arrayminus: [value - low],
      color,
      thickness: 1,
      width: 2,
    },
    marker: { color, symbol, size: 6 },
  };
}

/**
 * TPR at FPR <= .05 against the seconds spent: what each attack, or each step of an ablation, buys.
 * One dot each with its interval where given, named beside it; where the names do not fit beside
 * the dots, the dots are numbered from the fastest on and the legend names them.
 *
 * @returns a figure that says so where there is no attack
 * @throws RangeError for seconds that are not above 0
 * @example
 * tprAgainstSeconds(
 *   [{ name: "plain image", seconds: 12, tpr: { value: 0.116, low: 0.1, high: 0.13 } }],
 *   { rows: 4000, split: "report rows" },
 * );
 */
export function tprAgainstSeconds(
  attacks: readonly AttackCost[],
  options: FigureOptions & { readonly rows?: number } = {},
): Figure {
  if (attacks.length === 0) return message("No costs: no attack was given.", options);
  const sorted = [...attacks].sort((a, b) => a.seconds - b.seconds);
  const { xaxis, range } = secondsAxis(sorted.map(({ seconds }) => seconds));
  const yRange = tprRange(sorted);
  const width = options.width ?? defaultWidth;
  const { left, right } = plotBox(width);
  const n = countedRows(options);
  const intervals = intervalsText(sorted.map(({ tpr }) => tpr));
  const inWords = ({ name, seconds, tpr }: AttackCost) =>
    `${name} ${tpr.value.toFixed(3)} in ${Number(seconds.toPrecision(2))} s`;
  const parts = {
    caption: `TPR at FPR ≤ 0.05 against the seconds spent${intervals}.${n} Dashed: chance.`,
    altText: `TPR at FPR ≤ 0.05 against the seconds spent: ${sorted.map(inWords).join("; ")}.${n}`,
  };
  const labels = (texts: readonly string[], legend: readonly string[]) => {
    const { height, margin } = frame(options, { ...parts, legend });
    const { t, b } = margin as { t: number; b: number };
    const points = sorted.map(({ seconds, tpr: { value: y, low, high } }, i) => {
      return { text: texts[i], x: Math.log10(seconds), y, low, high };
    });
    const plot = { width: width - left - right, height: height - t - b, xRange: range, yRange };
    return { ...pointLabels(points, plot), legend };
  };
  const named = labels(
    sorted.map(({ name }) => name),
    [],
  );
  const numbers = sorted.map((_, i) => String(i + 1));
  const entries = legendNames(
    sorted.map(({ name }, i) => `${numbers[i]}  ${name}`),
    width,
  );
  const { annotations, legend } = named.clear ? named : labels(numbers, entries);
  return {
    data: sorted.map((attack, i) => dot(legend[i] ?? attack.name, attack)),
    layout: {
      ...frame(options, { ...parts, legend, annotations }),
      shapes: [guideLine("y", chance)],
      xaxis,
      yaxis: axis("TPR at FPR ≤ 0.05", { range: yRange }),
    },
  };
}
