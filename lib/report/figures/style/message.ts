import type { Figure } from "../parts/figure";
import type { FigureOptions } from "../parts/options";
import { softInk } from "./colours";
import { defaultWidth, frame } from "./frame";
import { plainText } from "./plainText";
import { lineHeight, textSize, wrapText } from "./text";

/**
 * The figure that stands in for one that cannot be drawn: it says why, in words.
 *
 * @example
 * message("No ROC curve: RF has 100 members and no non-member.", options);
 */
export function message(reason: string, options: FigureOptions): Figure {
  const width = options.width ?? defaultWidth;
  const lines = wrapText(reason, width - 24, textSize.title);
  const reasonText = {
    text: lines.map(plainText).join("<br>"),
    font: { size: textSize.title, color: softInk },
    xref: "paper",
    yref: "paper",
    x: 0.5,
    xanchor: "center",
    y: 0.5,
    yanchor: "middle",
    showarrow: false,
  };
  const layout = frame(
    { ...options, caption: false },
    {
      caption: reason,
      altText: reason,
      plotHeight: Math.max(80, lines.length * textSize.title * lineHeight + 24),
      left: 4,
      right: 4,
      below: 4,
      annotations: [reasonText],
    },
  );
  return {
    data: [{ type: "scatter", x: [], y: [], showlegend: false }],
    layout: {
      ...layout,
      xaxis: { visible: false, range: [0, 1] },
      yaxis: { visible: false, range: [0, 1] },
    },
  };
}
