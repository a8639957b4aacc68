import type { Estimate } from "../../metrics";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import { valueAxis } from "./marks/valueAxis";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { defaultWidth, frame, guideLine, message, seriesStyle, textSize, textWidth } from "./style";

/** The same thing measured twice on the same rows, and the paired difference. */
export interface PublishedAndCorrected {
  readonly name: string;
  readonly published: Estimate;
  readonly corrected: Estimate;
  /** Corrected less published, with the interval of the difference itself. */
  readonly difference: Estimate;
}

/** What the figure takes beside its data. */
export interface PairedOptions extends FigureOptions {
  /** What is measured: "AUC", "TPR at FPR ≤ 0.05". */
  readonly valueName: string;
  /** Rows behind each value, for the caption. */
  readonly rows?: number;
}

/**
 * The published recipe held out against the corrected one: what changes, a dot a row with the paired difference's own
 * interval. Two intervals that overlap would not tell: both move with the same rows.
 *
 * @returns a figure that says why, in words, where there is no row
 * @example
 * publishedAgainstCorrected(
 *   [{ name: "RF", published, corrected, difference: { value: 0.023, low: 0.001, high: 0.045 } }],
 *   { valueName: "AUC" },
 * );
 */
export function publishedAgainstCorrected(
  pairs: readonly PublishedAndCorrected[],
  options: PairedOptions,
): Figure {
  const { valueName } = options;
  if (pairs.length === 0) return message(`No comparison of ${valueName}: nothing given.`, options);
  const width = options.width ?? defaultWidth;
  const names = pairs.map((pair) => pair.name);
  const differences = pairs.map(({ difference }) => difference);
  const { yaxis, left, plotHeight } = dotRows(names, width, 2);
  const intervals = intervalsText(differences).replace("95 %", "paired 95 %");
  const n = countedRows(options);
  const [whole, short] = [valueName, valueName.replace(/ at .*/, "")].map((of) => `Gain in ${of}`);
  const fits = textWidth(whole, textSize.title) < width - left - 14;
  return {
    data: [dotTrace("Difference", names, differences, { offset: 0, style: seriesStyle(0) })],
    layout: {
      ...frame(options, {
        caption: `${valueName}, corrected less published held out${intervals}. From published to corrected: ${pairs.map(levels).join(", ")}.${n} Dashed: no difference.`,
        altText: `${valueName}, corrected less published held out: ${pairs.map(inWords).join("; ")}.${n}`,
        plotHeight,
        left,
      }),
      shapes: [guideLine("x", 0)],
      showlegend: false,
      xaxis: valueAxis(fits ? whole : short, dotRange(differences, 0), { width, left }),
      yaxis,
    },
  };
}

function levels({ name, published, corrected }: PublishedAndCorrected): string {
  return `${name} ${published.value.toFixed(3)} to ${corrected.value.toFixed(3)}`;
}

function inWords(pair: PublishedAndCorrected): string {
  return `${levels(pair)}, difference ${pair.difference.value.toFixed(3)}`;
}
