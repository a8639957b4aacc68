import { classNames } from "./marks/histogramTraces";
import { normalNames, type TwoNormals } from "./marks/normalTraces";
import type { Figure } from "./parts/figure";
import { type HistogramPanel, histogramPanels } from "./parts/histogramPanels";
import type { FigureOptions } from "./parts/options";
import { panels } from "./parts/panels";
import { classCounts, rowsText } from "./parts/rows";
import { defaultWidth, frame, message } from "./style";

/** A histogram and the Gaussians over it. */
interface FittedPanel extends HistogramPanel {
  readonly fits: TwoNormals;
  /** The rows that they were fitted to, for the caption: "1,200 fit rows"; those drawn unless given. */
  readonly fittedTo?: string;
}

/** What the LiRA score was fitted to, and the fits; usually as published beside corrected. */
export interface GaussianFitsData {
  readonly membership: ArrayLike<number>;
  readonly panels: readonly FittedPanel[];
}

/**
 * The Gaussians behind a likelihood-ratio score over the data that they were fitted to: whether
 * the normal assumption holds is seen at a glance. The published notebook fits p_y, which piles up
 * at 1; LiRA fits phi, which is close to normal.
 *
 * @param data membership 0/1 and, for each panel, one finite value a row with two fitted normals
 * @returns a figure that says why, in words, where there is no row or one class only
 * @throws RangeError for a value that is not finite or a standard deviation that is not above 0
 * @example
 * gaussianFits({ membership, panels: [
 *   { title: "As published", valueName: "p_y", values: p, fits: { muIn, sdIn, muOut, sdOut } },
 *   { title: "Corrected", valueName: "phi", values: phi, fits: phiFits },
 * ] });
 */
export function gaussianFits(data: GaussianFitsData, options: FigureOptions = {}): Figure {
  const { membership } = data;
  const counts = classCounts(membership);
  if (counts.members === 0 || counts.nonMembers === 0) {
    const { members, nonMembers } = counts;
    return message(
      `No Gaussian fits: ${members} members and ${nonMembers} non-members, both are needed.`,
      options,
    );
  }
  const width = options.width ?? defaultWidth;
  const place = panels(data.panels.length, width);
  const {
    data: traces,
    axes,
    annotations,
  } = histogramPanels(membership, data.panels, place, "density");
  const rows = rowsText(counts, options.split);
  const names = data.panels.map((panel) => `${panel.title}: ${panel.valueName}`).join("; ");
  const others = data.panels.filter((panel) => panel.fittedTo !== undefined);
  const fittedTo = others.map((panel) => `; ${panel.title}: fitted to ${panel.fittedTo}`).join("");
  const layout = frame(options, {
    caption: `Histograms, and a Gaussian each for members and non-members${fittedTo}. ${rows}.`,
    altText: `Densities of members and non-members with fitted Gaussians. ${names}. ${rows}.`,
    legend: [...classNames(counts), ...normalNames],
    plotHeight: place.plotHeight,
    above: place.above,
    annotations,
  });
  return { data: traces, layout: { ...layout, ...axes } };
}
