import { classNames } from "./marks/histogramTraces";
import type { Figure } from "./parts/figure";
import { histogramPanels } from "./parts/histogramPanels";
import type { FigureOptions } from "./parts/options";
import { panels } from "./parts/panels";
import { classCounts, rowsText } from "./parts/rows";
import { defaultWidth, frame, message } from "./style";

/** The scores of several attacks on the same rows. */
export interface ScoreHistogramsData {
  readonly membership: ArrayLike<number>;
  readonly attacks: readonly {
    readonly name: string;
    readonly scores: ArrayLike<number>;
    /** Rows at or above it are flagged as members. */
    readonly threshold?: number;
  }[];
  /** Attacks whose scores have another scale and so no place on these axes, for the caption. */
  readonly leftOut?: readonly string[];
}

/**
 * Members against non-members by the score of each attack, a panel each on the same axes, with its
 * threshold as a line.
 *
 * @returns a figure that says why, in words, where there is no row or no attack
 * @throws RangeError naming the attack and row whose score is not finite
 * @example
 * scoreHistograms({ membership, attacks: [{ name: "RF", scores, threshold: 0.74 }] });
 */
export function scoreHistograms(data: ScoreHistogramsData, options: FigureOptions = {}): Figure {
  const { membership, attacks, leftOut = [] } = data;
  if (attacks.length === 0) return message("No histograms: no attack was given.", options);
  if (membership.length === 0) return message("No histograms: there are no rows.", options);
  const place = panels(attacks.length, options.width ?? defaultWidth, { columns: 4, shared: true });
  const drawn = attacks.map(({ name, scores, threshold }) => {
    return { title: name, valueName: "Score", values: scores, threshold };
  });
  const { data: traces, axes, ...rest } = histogramPanels(membership, drawn, place, "share");
  const counts = classCounts(membership);
  const rows = rowsText(counts, options.split);
  const lines = attacks.filter(({ threshold }) => threshold !== undefined);
  const thresholds = lines.map(({ name, threshold }) => `${name} ${threshold?.toPrecision(3)}`);
  const dashed = lines.length === 0 ? "" : ` Dashed: the threshold, ${thresholds.join(", ")}.`;
  const others = leftOut.length === 0 ? "" : ` Not drawn, on other scales: ${leftOut.join(", ")}.`;
  const layout = frame(options, {
    caption: `Scores of members against those of non-members, each class summing to 1. ${rows}.${dashed}${others}`,
    altText: `Histograms of the scores of ${attacks.map(({ name }) => name).join(", ")} for members and non-members. ${rows}.${dashed}`,
    legend: classNames(counts),
    plotHeight: place.plotHeight,
    above: place.above,
    annotations: rest.annotations,
  });
  return { data: traces, layout: { ...layout, shapes: rest.shapes, ...axes } };
}
