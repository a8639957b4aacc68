import { largest } from "../../../numeric/arrays";
import { lineHeight, textSize, textWidth, wrapName } from "./text";

const symbolWidth = 30; // Plotly's smallest
const entryGap = 8;
const rowGap = 3; // what Plotly adds to each row
const padding = 5; // on each side

/** A legend above the plot and the height in px that it takes. */
export interface PlacedLegend {
  readonly legend: Record<string, unknown>;
  readonly height: number;
}

const lineBreak = "<br>";
const linesOf = (entry: string) => entry.split(lineBreak);

/**
 * Names for a legend: one that is wider than the figure is broken into lines.
 *
 * @param width of the whole figure, px
 * @example
 * legendNames(["LightGBM_corrected_calibrated (TPR 0.175)"], 254);
 * // ["LightGBM_corrected_calibrated<br>(TPR 0.175)"]
 */
export function legendNames(names: readonly string[], width: number): string[] {
  const room = width - symbolWidth - entryGap - 4 * padding;
  return names.map((name) => wrapName(name, room, textSize.legend).join(lineBreak));
}

/** Each row is as high as the tallest of its entries. */
function rowsHeight(entries: readonly string[], columns: number): number {
  let height = 0;
  for (let from = 0; from < entries.length; from += columns) {
    const row = entries.slice(from, from + columns);
    const lines = largest(row.map((text) => linesOf(text).length));
    height += Math.max(16, lines * textSize.legend * lineHeight) + rowGap;
  }
  return height;
}

/**
 * A legend above the plot, in as many equal columns as fit: it never lies over the data.
 *
 * @param entries the texts, in the order of the traces
 * @param width of the plot, px: Plotly wraps a legend above the plot to the plot's own width
 * @example
 * legendAbove(["Members", "Non-members"], 254).height;
 */
export function legendAbove(entries: readonly string[], width: number): PlacedLegend {
  if (entries.length === 0) return { legend: {}, height: 0 };
  const entryWidth = Math.ceil(
    largest(entries.flatMap(linesOf).map((line) => textWidth(line, textSize.legend))) + entryGap,
  );
  const columns = Math.max(1, Math.floor((width - 2 * padding) / (symbolWidth + entryWidth + 5)));
  const legend = {
    orientation: "h",
    traceorder: "normal",
    xref: "container",
    x: 0.5,
    xanchor: "center",
    yref: "container",
    y: 1,
    yanchor: "top",
    entrywidth: entryWidth,
    entrywidthmode: "pixels",
    itemwidth: symbolWidth,
    font: { size: textSize.legend },
    bgcolor: "rgba(0,0,0,0)",
    itemclick: false,
    itemdoubleclick: false,
  };
  return { legend, height: rowsHeight(entries, columns) + 2 * padding };
}

/**
 * A legend above the plot with one entry a row.
 *
 * @param entries the texts, in the order of the traces
 * @example
 * legendColumn(["Members", "Non-members"]).height;
 */
export function legendColumn(entries: readonly string[]): PlacedLegend {
  const { legend } = legendAbove(entries, 0);
  return { legend: { ...legend, orientation: "v" }, height: rowsHeight(entries, 1) + 2 * padding };
}
