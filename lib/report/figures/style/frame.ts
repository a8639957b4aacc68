import type { PlotlyLayout } from "../parts/figure";
import type { FigureOptions } from "../parts/options";
import { fontFamily } from "../render";
import { ink, softInk } from "./colours";
import { legendAbove } from "./legend";
import { plainText } from "./plainText";
import { plotBox } from "./plotBox";
import { lineHeight, textSize, wrapText } from "./text";

/** What a figure says of itself; the frame finds the room for it. */
export interface Frame {
  /** The figure's own caption: what is drawn, n, split. */
  readonly caption: string;
  readonly altText: string;
  /** The legend's texts, in the order of the traces; none: no legend. */
  readonly legend?: readonly string[];
  /** Height in px of the plot itself when the options ask for no height; default {@link plotBox}'s, as of the next two. */
  readonly plotHeight?: number;
  /** Room in px above the plot for a text of the figure's own (a line's name, panel titles). */
  readonly above?: number;
  /** Room in px under the plot for tick labels and axis title. */
  readonly below?: number;
  /** The least room in px on the left; Plotly makes more where tick labels need it. */
  readonly left?: number;
  /** The figure's own texts in the plot; the caption is added to them. */
  readonly annotations?: readonly Record<string, unknown>[];
  /** Room in px on the right; default for half of a last tick's label. */
  readonly right?: number;
}

export const defaultWidth = 528;
const captionMargin = 4;
const captionGap = 4;

/** The caption's lines under the plot, from the figure's left edge. */
function captionBelow(lines: readonly string[], left: number, below: number) {
  return {
    text: lines.map(plainText).join("<br>"),
    font: { size: textSize.note, color: softInk },
    align: "left",
    showarrow: false,
    borderpad: 0,
    xref: "paper",
    x: 0,
    xanchor: "left",
    xshift: captionMargin - left,
    yref: "paper",
    y: 0,
    yanchor: "top",
    yshift: -below,
  };
}

/**
 * The layout of a figure but for its axes: from the top the legend, the plot, the caption, each
 * in room of its own.
 *
 * @example
 * const layout = { ...frame(options, { caption, altText, legend: ["RF"] }), xaxis, yaxis };
 */
export function frame(options: FigureOptions, parts: Frame): PlotlyLayout {
  const width = options.width ?? defaultWidth;
  const note = options.note ? ` ${options.note}` : "";
  const caption = `${options.caption || parts.caption}${note}`;
  const drawn = options.caption === false ? "" : caption;
  const lines = drawn === "" ? [] : wrapText(drawn, width - 2 * captionMargin, textSize.note);
  const captionHeight = lines.length * textSize.note * lineHeight + captionGap;
  const box = plotBox(width);
  const left = parts.left ?? box.left;
  const right = parts.right ?? box.right;
  const { legend, height: legendHeight } = legendAbove(parts.legend ?? [], width - left - right);
  const top = Math.ceil(legendHeight + Math.max(parts.above ?? 0, 4));
  const below = parts.below ?? box.below;
  const bottom = Math.ceil(below + captionHeight);
  const height = options.height ?? Math.round(top + (parts.plotHeight ?? box.height) + bottom);
  return {
    width,
    height,
    meta: {
      caption,
      altText: `${parts.altText}${note}`.replace(/<br>/g, " "),
    },
    font: { family: fontFamily, size: textSize.tick, color: ink },
    paper_bgcolor: "white",
    plot_bgcolor: "white",
    margin: { l: left, r: right, t: top, b: bottom, pad: 0 },
    showlegend: legendHeight > 0,
    legend,
    hovermode: "closest",
    annotations: [
      ...(parts.annotations ?? []),
      ...(lines.length > 0 ? [captionBelow(lines, left, below)] : []),
    ],
  };
}
