import type { Estimate } from "../../metrics";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import { valueAxis } from "./marks/valueAxis";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { defaultWidth, frame, guideLine, message, seriesStyle } from "./style";

/** An attack's AUC, and whether it ever saw the target. */
export interface BaselineRow extends Estimate {
  readonly name: string;
  /** It sees image and label only: its AUC must be .5. */
  readonly blind: boolean;
}

/**
 * The blind baseline beside the attacks: a blind attack above chance means that members and
 * non-members come from different sources, and that no attack's result means anything.
 *
 * @returns a figure that says so where there is no row
 * @example
 * blindBaseline([{ name: "Image statistics", value: 0.502, low: 0.47, high: 0.53, blind: true }]);
 */
export function blindBaseline(
  attacks: readonly BaselineRow[],
  options: FigureOptions & { readonly rows?: number } = {},
): Figure {
  if (attacks.length === 0) return message("No blind baseline: nothing was given.", options);
  const width = options.width ?? defaultWidth;
  const names = attacks.map(({ name }) => name);
  const { yaxis, left, plotHeight } = dotRows(names, width);
  const n = countedRows(options);
  const values = attacks.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join(", ");
  const intervals = intervalsText(attacks);
  const isBlind = attacks.some(({ blind }) => blind)
    ? ", and of blind ones, which stay at chance where members and non-members come from one source"
    : "";
  const entries = ["Sees the target", "Blind"];
  return {
    data: [
      dotTrace(
        entries[0],
        names,
        attacks.map((row) => (row.blind ? null : row)),
        { offset: 0, style: seriesStyle(0) },
      ),
      dotTrace(
        entries[1],
        names,
        attacks.map((row) => (row.blind ? row : null)),
        { offset: 0, style: seriesStyle(1), hollow: true },
      ),
    ],
    layout: {
      ...frame(options, {
        caption: `AUC of attacks that see the target${isBlind}${intervals}. Dashed: chance.${n}`,
        altText: `AUC: ${values}. Chance is 0.5.${n}`,
        legend: entries,
        plotHeight,
        left,
      }),
      shapes: [guideLine("x", 0.5)],
      xaxis: valueAxis("AUC", dotRange(attacks, 0.5), { width, left }),
      yaxis,
    },
  };
}
