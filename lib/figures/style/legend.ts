import { lineHeight, textSize, textWidth } from "./text";

const symbolWidth = 30; // Plotly's smallest
const entryGap = 8;
const rowGap = 3; // what Plotly adds to each row
const padding = 5; // on each side

/** A legend above the plot and the height in px that it takes. */
export interface PlacedLegend {
  readonly legend: Record<string, unknown>;
  readonly height: number;
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
    Math.max(...entries.map((text) => textWidth(text, textSize.legend))) + entryGap,
  );
  const columns = Math.max(1, Math.floor((width - 2 * padding) / (symbolWidth + entryWidth + 5)));
  const rows = Math.ceil(entries.length / columns);
  const rowHeight = Math.max(16, textSize.legend * lineHeight) + rowGap;
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
  return { legend, height: rows * rowHeight + 2 * padding };
}
