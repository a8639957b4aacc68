import { defaultBins, sharedBins } from "./marks/histogramBins";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { checkColumn, whyNoAxis } from "./parts/rows";
import { axis, count, defaultWidth, frame, memberColour, message, withOpacity } from "./style";

/**
 * The scores of rows whose membership is not known: their share in each bin.
 *
 * @param scores finite
 * @returns a figure that says why, in words, where there is no row or the scores have no place on
 *   an axis
 * @throws RangeError naming the row whose score is not finite
 * @example
 * scoreHistogram(scores, { split: "rows of team_a" });
 */
export function scoreHistogram(scores: ArrayLike<number>, options: FigureOptions = {}): Figure {
  checkColumn("scores", scores, scores.length);
  const n = count(scores.length);
  const why = scores.length === 0 ? "there are no rows" : whyNoAxis(scores);
  if (why !== null) return message(`No histogram of the scores: ${why}.`, options);
  const { edges, nonMembers: counts } = sharedBins([], scores, defaultBins(scores.length));
  const rows = `n = ${n} ${options.split ?? "rows"}`;
  const layout = frame(options, {
    caption: `Scores, membership unknown: share of the rows in each bin. ${rows}.`,
    altText: `Histogram of scores from ${edges[0].toPrecision(3)} to ${edges[edges.length - 1].toPrecision(3)}. ${rows}.`,
    plotHeight: 0.36 * (options.width ?? defaultWidth),
  });
  return {
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: [edges[0], ...edges],
        y: [0, ...Array.from(counts, (inBin) => inBin / scores.length), 0],
        line: { color: memberColour, width: 1.3, shape: "hv" },
        fill: "tozeroy",
        fillcolor: withOpacity(memberColour, 0.25),
        showlegend: false,
      },
    ],
    layout: {
      ...layout,
      xaxis: axis("Score"),
      yaxis: axis("Share of the rows per bin", { rangemode: "tozero" }),
    },
  };
}
