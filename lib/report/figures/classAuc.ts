import type { Estimate } from "../../metrics";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import { valueAxis } from "./marks/valueAxis";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { count, defaultWidth, frame, guideLine, message, seriesStyle } from "./style";

/** The attack's AUC among the rows of one class of the target. */
export interface ClassAuc extends Partial<Estimate> {
  readonly label: string;
  readonly members: number;
  readonly nonMembers: number;
}

/** What the figure takes beside its data. */
export interface ClassAucOptions extends FigureOptions {
  /** Draws this many of the highest and of the lowest AUCs, where there are more classes; all unless given. */
  readonly extremes?: number;
}

/**
 * Class-conditional AUC: which classes leak. One dot a class with its interval where given, the
 * most exposed on top, n in the name; a class without members or without non-members has no AUC
 * and is named at the bottom.
 *
 * @param classes `value` absent where a class has no AUC
 * @returns a figure that says why, in words, where no class has an AUC
 * @example
 * classAuc([{ label: "boots", value: 0.71, low: 0.6, high: 0.8, members: 90, nonMembers: 110 }]);
 */
export function classAuc(classes: readonly ClassAuc[], options: ClassAucOptions = {}): Figure {
  const known = classes.filter((row): row is ClassAuc & Estimate => row.value !== undefined);
  if (known.length === 0) {
    return message("No AUC by class: no class has members and non-members.", options);
  }
  const width = options.width ?? defaultWidth;
  const ordered = known.sort((a, b) => b.value - a.value);
  const { extremes = ordered.length } = options;
  const cut = ordered.length > 2 * extremes;
  const sorted = cut ? [...ordered.slice(0, extremes), ...ordered.slice(-extremes)] : ordered;
  const missing = cut ? [] : classes.filter((row) => row.value === undefined);
  const which = cut
    ? `AUC of the ${extremes} most and the ${extremes} least exposed of ${ordered.length} classes that have one`
    : "AUC by class of the target";
  const names = [...sorted, ...missing].map(
    (row) => `${row.label} (${row.members}+${row.nonMembers})`,
  );
  const { yaxis, left, plotHeight } = dotRows(names, width);
  const members = classes.reduce((sum, row) => sum + row.members, 0);
  const nonMembers = classes.reduce((sum, row) => sum + row.nonMembers, 0);
  const rows = `n = ${count(members + nonMembers)} ${options.split ?? "rows"}`;
  const lost = missing.length === 0 ? "" : ` No dot where members or non-members are missing.`;
  const intervals = intervalsText(sorted);
  return {
    data: [
      dotTrace("AUC", names, [...sorted, ...missing.map(() => null)], {
        offset: 0,
        style: seriesStyle(0),
      }),
    ],
    layout: {
      ...frame(options, {
        caption: `${which}${intervals}; in brackets members+non-members. ${rows}. Dashed: chance.${lost}`,
        altText: `AUC by class, from ${sorted[0].label} (${sorted[0].value.toFixed(3)}) down to ${sorted[sorted.length - 1].label} (${sorted[sorted.length - 1].value.toFixed(3)}). ${rows}.${lost}`,
        plotHeight,
        left,
      }),
      showlegend: false,
      shapes: [guideLine("x", 0.5)],
      xaxis: valueAxis("AUC", dotRange(sorted, 0.5), { width, left }),
      yaxis,
    },
  };
}
