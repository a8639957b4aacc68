import { classNames } from "./marks/histogramTraces";
import type { Figure } from "./parts/figure";
import { histogramPanels } from "./parts/histogramPanels";
import type { FigureOptions } from "./parts/options";
import { panels } from "./parts/panels";
import { classCounts, rowsText } from "./parts/rows";
import { defaultWidth, frame, message } from "./style";

/** The same rows before and after logit scaling. */
export interface LogitScalingData {
  readonly membership: ArrayLike<number>;
  /** p_y, the probability of the true class. */
  readonly trueClassProb: ArrayLike<number>;
  /** phi = z_y - logsumexp of the other logits. */
  readonly phi: ArrayLike<number>;
}

/**
 * p_y beside phi: why LiRA scales by the logit. p_y piles members and non-members up at 1, phi
 * spreads them out again.
 *
 * @param data membership 0/1, one p_y and one phi a row, all finite
 * @returns a figure that says why, in words, where there is no row
 * @throws RangeError naming the column and row whose value is not finite
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), figure 4
 * @example
 * logitScaling({ membership, trueClassProb, phi }, { split: "public rows" });
 */
export function logitScaling(data: LogitScalingData, options: FigureOptions = {}): Figure {
  const { membership, trueClassProb, phi } = data;
  if (membership.length === 0) return message("No histograms: there are no rows.", options);
  const width = options.width ?? defaultWidth;
  const place = panels(2, width);
  const drawn = [
    { title: "Probability", valueName: "True-class probability", values: trueClassProb },
    { title: "Logit-scaled", valueName: "phi (logit of true class)", values: phi },
  ];
  const { data: traces, axes, annotations } = histogramPanels(membership, drawn, place, "share");
  const counts = classCounts(membership);
  const rows = rowsText(counts, options.split);
  const layout = frame(options, {
    caption: `The true class's probability and its logit phi. ${rows}.`,
    altText: `Histograms of members and non-members, by true-class probability and by phi. ${rows}.`,
    legend: classNames(counts),
    plotHeight: place.plotHeight,
    above: place.above,
    annotations,
  });
  return { data: traces, layout: { ...layout, ...axes } };
}
