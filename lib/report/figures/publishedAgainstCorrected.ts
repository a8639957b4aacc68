import type { Estimate } from "../../metrics";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { axis, defaultWidth, frame, guideColour, guideLine, message, seriesStyle } from "./style";

/** The same thing measured twice. */
export interface PublishedAndCorrected {
  readonly name: string;
  readonly published: Estimate;
  readonly corrected: Estimate;
}

/** What the figure takes beside its data. */
export interface PairedOptions extends FigureOptions {
  /** The axis title: "AUC", "TPR at FPR ≤ 0.05". */
  readonly valueName: string;
  /** What guessing gives, drawn as a dashed line: .5 for AUC, .05 for TPR at FPR .05. */
  readonly chance?: number;
  /** Rows behind each value, for the caption. */
  readonly rows?: number;
}

const published = { ...seriesStyle(1), symbol: "square" };
const corrected = seriesStyle(0);
const entries = ["Published, held out", "Corrected"] as const;

/** Thin lines that join the two dots of each row. */
function joins(pairs: readonly PublishedAndCorrected[]) {
  return {
    type: "scatter",
    mode: "lines",
    x: pairs.flatMap((pair) => [pair.published.value, pair.corrected.value, null]),
    y: pairs.flatMap((_, i) => [i - 0.15, i + 0.15, null]),
    line: { color: guideColour, width: 1 },
    showlegend: false,
    hoverinfo: "skip",
  };
}

/**
 * The published recipe held out against the corrected one: two dots a row, joined, with their intervals where given.
 *
 * @returns a figure that says why, in words, where there is no row
 * @example
 * publishedAgainstCorrected(
 *   [{ name: "RF", published: { value: 0.672 }, corrected: { value: 0.655, low: 0.63, high: 0.68 } }],
 *   { valueName: "AUC", chance: 0.5 },
 * );
 */
export function publishedAgainstCorrected(
  pairs: readonly PublishedAndCorrected[],
  options: PairedOptions,
): Figure {
  const { valueName, chance } = options;
  if (pairs.length === 0) return message(`No comparison of ${valueName}: nothing given.`, options);
  const width = options.width ?? defaultWidth;
  const names = pairs.map((pair) => pair.name);
  const { yaxis, left, plotHeight } = dotRows(names, width, 2);
  const estimates = pairs.flatMap((pair) => [pair.published, pair.corrected]);
  const intervals = intervalsText(estimates);
  const n = countedRows(options);
  return {
    data: [
      joins(pairs),
      dotTrace(
        entries[0],
        names,
        pairs.map((pair) => pair.published),
        { offset: -0.15, style: published, hollow: true },
      ),
      dotTrace(
        entries[1],
        names,
        pairs.map((pair) => pair.corrected),
        { offset: 0.15, style: corrected },
      ),
    ],
    layout: {
      ...frame(options, {
        caption: `${valueName} of the published recipe held out and of the corrected one${intervals}.${n}${chance === undefined ? "" : " Dashed: chance."}`,
        altText: `${valueName}, published held out and corrected: ${pairs.map(pairText).join("; ")}.${n}`,
        legend: entries,
        plotHeight,
        left,
      }),
      shapes: chance === undefined ? [] : [guideLine("x", chance)],
      xaxis: axis(valueName, { range: dotRange(estimates, chance), nticks: width < 400 ? 5 : 8 }),
      yaxis,
    },
  };
}

function pairText({ name, published, corrected }: PublishedAndCorrected): string {
  return `${name} ${published.value.toFixed(3)} and ${corrected.value.toFixed(3)}`;
}
