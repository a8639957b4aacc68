import type { Figure, PlotlyLayout } from "../figures";
import { type Axis, plainTrace } from "../figures/style";
import { withHover } from "./hover";

/**
 * A figure as it is drawn for a pointer: its axes zoom and pan, its legend switches traces, and each
 * point says in words and units what it is. Names that come from data stay text.
 *
 * @example
 * const { data, layout } = liveFigure(rocLogLog({ curves }));
 */
export function liveFigure({ data, layout }: Figure): Figure {
  return {
    data: data.map(plainTrace).map((trace) => withHover(trace, layout)),
    layout: {
      ...layout,
      ...Object.fromEntries(axesOf(layout).map(([name, axis]) => [name, free(axis)])),
      legend: {
        ...(layout.legend as object),
        itemclick: "toggle",
        itemdoubleclick: "toggleothers",
      },
      dragmode: "zoom",
      hoverlabel: { align: "left", namelength: -1 },
      // A picture has its words at its upper edge, however large it is.
      hoverdistance: layout.images ? -1 : 20,
    },
  };
}

const axesOf = (layout: PlotlyLayout): [string, Axis][] =>
  Object.entries(layout).filter((entry): entry is [string, Axis] => /^[xy]axis\d*$/.test(entry[0]));

/** Ticks that were chosen for the whole axis would be gone from a part of it; row names stay. */
function free(axis: Axis): Axis {
  const { dtick, tickmode, tickvals, ticktext, ...rest } = axis;
  const moving = { ...rest, fixedrange: false, exponentformat: "none" };
  if (axis.type === "log") return { ...moving, nticks: logTicks(axis.range as [number, number]) };
  return tickvals === undefined ? moving : { ...moving, tickmode, tickvals, ticktext };
}

/** As few as make Plotly label powers of ten alone while the whole axis is shown. */
function logTicks([low, high]: readonly [number, number]): number {
  return Math.min(5, Math.max(3, Math.floor((high - low) / 0.75)));
}
