import { lineHeight, plainText, textSize, textWidth } from "../style";
import { type LabelBox, placeLabels } from "./placeLabels";

/** A point with a text beside it, in units of the axes (a logarithmic one: the power of ten). */
export interface NamedPoint {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval in y, where there is one. */
  readonly low?: number | null;
  readonly high?: number | null;
}

/** Where the points are drawn. */
export interface PlotPlace {
  /** px */
  readonly width: number;
  readonly height: number;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
}

const marker = 8; // px, with its line

/** Marker and interval bar of a point as rectangles. */
function drawn({ y, low, high }: NamedPoint, x: number, across: (y: number) => number): LabelBox[] {
  const bar = (top: number, bottom: number) => ({
    x: x - 2,
    y: top,
    width: 4,
    height: bottom - top,
  });
  const dot = { x: x - marker / 2, y: across(y) - marker / 2, width: marker, height: marker };
  return [dot, bar(across(high ?? y), across(low ?? y))];
}

/**
 * Texts beside points as Plotly annotations, and whether all of them found a free place.
 *
 * @example
 * pointLabels([{ text: "plain image", x: 1, y: 0.1 }], { width, height, xRange, yRange }).clear;
 */
export function pointLabels(points: readonly NamedPoint[], plot: PlotPlace) {
  const { width, height, xRange, yRange } = plot;
  const along = (x: number) => ((x - xRange[0]) / (xRange[1] - xRange[0])) * width;
  const across = (y: number) => ((yRange[1] - y) / (yRange[1] - yRange[0])) * height;
  const labels = points.map(({ text, x, y }) => ({
    x: along(x),
    y: across(y),
    width: textWidth(text, textSize.note),
    height: textSize.note * lineHeight,
  }));
  const obstacles = points.flatMap((point) => drawn(point, along(point.x), across));
  const { boxes, clear } = placeLabels(labels, obstacles, { x: 0, y: 0, width, height });
  const annotations = points.map(({ text, x, y }, i) => ({
    text: plainText(text),
    x,
    y,
    xanchor: "left",
    yanchor: "top",
    xshift: boxes[i].x - labels[i].x,
    yshift: labels[i].y - boxes[i].y,
    borderpad: 0,
    showarrow: false,
    font: { size: textSize.note },
  }));
  return { annotations, clear };
}
