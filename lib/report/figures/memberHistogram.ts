import { defaultBins, sharedBins } from "./marks/histogramBins";
import { classNames, histogramTraces } from "./marks/histogramTraces";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { checkColumn, classCounts, rowsText, whyNoAxis } from "./parts/rows";
import { axis, frame, guideColour, message, textSize } from "./style";

/** One column of labelled rows: a predictor, phi, an attack's score. */
export interface LabelledValues {
  readonly membership: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** What a histogram takes beside its data. */
export interface HistogramOptions extends FigureOptions {
  /** The axis title: what the values are, with their unit if they have one. */
  readonly valueName: string;
  readonly bins?: number;
  /** Rows at or above it are flagged as members; drawn as a line with its value. */
  readonly threshold?: number;
}

/** A vertical line at a threshold. */
function thresholdLine(x: number) {
  const line = { color: guideColour, width: 1, dash: "5px,2px" };
  return { type: "line", x0: x, x1: x, yref: "paper", y0: 0, y1: 1, line };
}

/** The threshold's value above the plot, turned away from the edges. */
function thresholdName(x: number, edges: Float64Array) {
  const low = Math.min(edges[0], x);
  const high = Math.max(edges[edges.length - 1], x);
  const place = (x - low) / (high - low);
  return {
    text: `threshold ${Number(x.toPrecision(3))}`,
    x,
    xanchor: place < 0.2 ? "left" : place > 0.8 ? "right" : "center",
    yref: "paper",
    y: 1,
    yanchor: "bottom",
    showarrow: false,
    font: { size: textSize.note },
  };
}

/**
 * Members against non-members on shared edges, each class summing to 1, so that classes of
 * different size compare.
 *
 * @param data membership 0/1 and one finite value a row
 * @returns a figure that says why, in words, where there is no row or the values have no
 *   place on an axis; a
 *   missing class is named in the legend
 * @throws RangeError naming the row whose value is not finite
 * @example
 * memberHistogram({ membership, values: phi }, { valueName: "phi", threshold: 3.2 });
 */
export function memberHistogram(data: LabelledValues, options: HistogramOptions): Figure {
  const { membership, values } = data;
  const { valueName, threshold } = options;
  const counts = classCounts(membership);
  checkColumn(valueName, values, membership.length);
  const rows = rowsText(counts, options.split);
  const why = values.length === 0 ? "there are no rows" : whyNoAxis(values);
  if (why !== null) return message(`No histogram of ${valueName}: ${why}.`, options);
  const bins = sharedBins(membership, values, options.bins ?? defaultBins(values.length));
  const groups =
    counts.members > 0 && counts.nonMembers > 0
      ? "members against non-members, each class summing to 1"
      : `${counts.members > 0 ? "members" : "non-members"} alone, summing to 1`;
  const layout = frame(options, {
    caption: `${valueName}: ${groups}. ${rows}.`,
    altText: `Histogram of ${valueName} for members and non-members on shared bins from ${bins.edges[0].toPrecision(3)} to ${bins.edges[bins.edges.length - 1].toPrecision(3)}. ${rows}.`,
    legend: classNames(counts),
    above: threshold === undefined ? undefined : 14,
    annotations: threshold === undefined ? [] : [thresholdName(threshold, bins.edges)],
  });
  return {
    data: histogramTraces(bins, counts, { height: "share" }),
    layout: {
      ...layout,
      shapes: threshold === undefined ? [] : [thresholdLine(threshold)],
      xaxis: axis(valueName),
      yaxis: axis("Share of class per bin", { rangemode: "tozero" }),
    },
  };
}
