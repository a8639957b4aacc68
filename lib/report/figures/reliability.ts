import { clopperPearson } from "../../metrics";
import { equalMassBins, type ReliabilityBin } from "./marks/equalMassBins";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { checkColumn, classCounts, rowsText } from "./parts/rows";
import {
  axis,
  defaultWidth,
  frame,
  guideColour,
  isNarrow,
  legendNames,
  message,
  seriesStyle,
} from "./style";

/** Probabilities of membership by one or several methods on the same rows. */
export interface ReliabilityData {
  readonly membership: ArrayLike<number>;
  readonly series: readonly {
    readonly name: string;
    /** From 0 to 1. */
    readonly predicted: ArrayLike<number>;
    /** Mean squared error, for the legend. */
    readonly brier?: number;
  }[];
}

/** What the figure takes beside its data. */
export interface ReliabilityOptions extends FigureOptions {
  /** At most; default 10, 5 in a narrow figure, fewer where a bin would hold less than 10 rows. */
  readonly bins?: number;
}

/**
 * Reliability: in bins of equally many rows, the share of members, with Clopper and Pearson's 95 % interval,
 * against the mean predicted probability; a calibrated score lies on the diagonal. Give held-out rows only.
 *
 * @returns a figure that says why, in words, where a class is missing
 * @throws RangeError naming the series and row whose value is not finite
 * @see Niculescu-Mizil and Caruana, Predicting Good Probabilities With Supervised Learning (2005)
 * @example
 * reliability({ membership, series: [{ name: "Isotonic", predicted, brier: 0.231 }] });
 */
export function reliability(data: ReliabilityData, options: ReliabilityOptions = {}): Figure {
  const { membership, series } = data;
  const counts = classCounts(membership);
  if (counts.members === 0 || counts.nonMembers === 0) {
    const { members, nonMembers } = counts;
    return message(
      `No reliability diagram: ${members} members and ${nonMembers} non-members, both are needed.`,
      options,
    );
  }
  const width = options.width ?? defaultWidth;
  const most = isNarrow(width) ? 5 : 10;
  const wanted = options.bins ?? Math.max(2, Math.min(most, Math.floor(membership.length / 10)));
  const entries = legendNames(
    series.map(({ name, brier }) =>
      brier === undefined ? name : `${name} (Brier ${brier.toFixed(3)})`,
    ),
    width,
  );
  const drawn = series.map(({ name, predicted }, i) => {
    checkColumn(name, predicted, membership.length);
    const bins = equalMassBins(membership, predicted, wanted);
    const { color, dash, symbol } = seriesStyle(i);
    return {
      type: "scatter",
      mode: "lines+markers",
      name: entries[i],
      x: bins.map((bin) => bin.meanPredicted),
      y: bins.map((bin) => bin.shareOfMembers),
      error_y: shareIntervals(bins, color),
      line: { color, dash, width: 1.3 },
      marker: { color, symbol, size: 6 },
    };
  });
  const diagonal = {
    type: "scatter",
    mode: "lines",
    name: "Perfect",
    x: [0, 1],
    y: [0, 1],
    line: { color: guideColour, dash: "5px,3px", width: 1 },
  };
  const scored = series.some(({ brier }) => brier !== undefined)
    ? "; Brier score: less is better"
    : "";
  const rows = rowsText(counts, options.split);
  return {
    data: [diagonal, ...drawn],
    layout: {
      ...frame(options, {
        caption: `Reliability in at most ${wanted} bins of about equally many rows, with 95 % intervals (Clopper and Pearson)${scored}. ${rows}.`,
        altText: `Share of members against predicted probability: ${entries.join("; ")}. ${rows}.`,
        legend: ["Perfect", ...entries],
      }),
      xaxis: axis("Mean predicted probability", { range: [-0.02, 1.02], dtick: 0.2 }),
      yaxis: axis("Share of members", { range: [-0.02, 1.02], dtick: 0.2 }),
    },
  };
}

/** The bins hang on the predictions alone, so that the rows of each are a plain sample. */
function shareIntervals(bins: readonly ReliabilityBin[], color: string) {
  const ends = bins.map(({ shareOfMembers, rows }) =>
    clopperPearson(Math.round(shareOfMembers * rows), rows),
  );
  return {
    type: "data",
    symmetric: false,
    array: bins.map(({ shareOfMembers }, i) => ends[i][1] - shareOfMembers),
    arrayminus: bins.map(({ shareOfMembers }, i) => shareOfMembers - ends[i][0]),
    color,
    thickness: 0.8,
    width: 2,
  };
}
