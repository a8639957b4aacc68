import type { Estimate } from "../../metrics";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import { valueAxis } from "./marks/valueAxis";
import type { Figure } from "./parts/figure";
import { intervalsText } from "./parts/intervalsText";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { defaultWidth, frame, guideLine, message, seriesStyle, textSize, textWidth } from "./style";

/** What a group of predictors gives, measured both ways; above 0: the group helps. */
export interface AblatedGroup {
  readonly name: string;
  /** Base with the group less the base alone, on the same rows. */
  readonly groupIn?: Estimate;
  /** All groups less all but this one, on the same rows. */
  readonly groupOut?: Estimate;
}

/** What the figure takes beside its data. */
export interface AblationOptions extends FigureOptions {
  /** What differs: "AUC", "TPR at FPR ≤ 0.05". */
  readonly valueName: string;
  /** What the groups are added to, for the caption: "plain image". */
  readonly base?: string;
  /** Rows behind each value, for the caption. */
  readonly rows?: number;
}

const entries = ["Group in", "Group out"] as const;

const known = (estimate: Estimate | undefined) => estimate ?? null;

function inWords({ name, groupIn, groupOut }: AblatedGroup): string {
  const ways = [
    groupIn && `in ${groupIn.value.toFixed(3)}`,
    groupOut && `out ${groupOut.value.toFixed(3)}`,
  ];
  return `${name} ${ways.filter(Boolean).join(", ") || "not measured"}`;
}

/**
 * Ablation: what each group of predictors gives when it is added to the base (group in) and what
 * is lost when it is taken out of all groups (group out), as paired differences in the order given.
 * A group that helps alone but costs nothing to leave out is carried by another.
 *
 * @returns a figure that says why, in words, where no group was measured
 * @example
 * ablation(
 *   [{ name: "views", groupIn: { value: 0.04, low: 0.02, high: 0.06 }, groupOut: { value: 0.01 } }],
 *   { valueName: "TPR at FPR ≤ 0.05", base: "plain image", rows: 1600, split: "public rows" },
 * );
 */
export function ablation(groups: readonly AblatedGroup[], options: AblationOptions): Figure {
  const estimates = groups.flatMap(({ groupIn, groupOut }) =>
    [groupIn, groupOut].flatMap((one) => one ?? []),
  );
  if (estimates.length === 0) {
    const found = groups.length === 0 ? "no group was given" : "no group was measured";
    return message(`No ablation: ${found}.`, options);
  }
  const width = options.width ?? defaultWidth;
  const names = groups.map(({ name }) => name);
  const { yaxis, left, plotHeight } = dotRows(names, width, 2);
  const title = `Difference in ${options.valueName}`;
  const fits = textWidth(title, textSize.title) < width - left - 14;
  const intervals = intervalsText(estimates);
  const base = options.base ?? "the base";
  const n = countedRows(options);
  return {
    data: [
      dotTrace(
        entries[0],
        names,
        groups.map(({ groupIn }) => known(groupIn)),
        { offset: -0.15, style: seriesStyle(0) },
      ),
      dotTrace(
        entries[1],
        names,
        groups.map(({ groupOut }) => known(groupOut)),
        { offset: 0.15, style: seriesStyle(1), hollow: true },
      ),
    ],
    layout: {
      ...frame(options, {
        caption: `Paired differences in ${options.valueName}${intervals}: group in, ${base} with the group less without it; group out, all groups less all but this one.${n}`,
        altText: `What each group gives in ${options.valueName}: ${groups.map(inWords).join("; ")}.${n}`,
        legend: entries,
        plotHeight,
        left,
      }),
      shapes: [guideLine("x", 0)],
      xaxis: valueAxis(fits ? title : "Difference", dotRange(estimates, 0), { width, left }),
      yaxis,
    },
  };
}
