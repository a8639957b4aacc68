import { defaultBins, sharedBins } from "../marks/histogramBins";
import { type HistogramHeight, histogramTraces } from "../marks/histogramTraces";
import { normalTraces, type TwoNormals } from "../marks/normalTraces";
import { axis } from "../style";
import type { PlotlyTrace } from "./figure";
import { axesOf, type Panels, panelAxes, panelText } from "./panels";
import { checkColumn, classCounts, whyNoAxis } from "./rows";

/** One histogram of several. */
export interface HistogramPanel {
  readonly title: string;
  /** The axis title. */
  readonly valueName: string;
  readonly values: ArrayLike<number>;
  readonly fits?: TwoNormals;
}

const tallest = (traces: readonly PlotlyTrace[]) =>
  Math.max(...traces.flatMap((trace) => trace.y as number[]));

/** The axis ends at three times the fits' peak: a spike of the data must not flatten them. */
function heightRange(bars: readonly PlotlyTrace[], fits: readonly PlotlyTrace[]) {
  const data = tallest(bars);
  const wanted = 1.06 * Math.max(data, ...fits.map((trace) => tallest([trace])));
  const top = fits.length === 0 ? wanted : Math.min(wanted, 3 * tallest(fits));
  const cut = data > top ? ` (cut; tallest bin ${data.toPrecision(2)})` : "";
  return { range: [0, top], cut };
}

/**
 * Histograms of members and non-members in panels, with or without normal curves over them. A
 * panel whose values have no place on an axis says why.
 *
 * @throws RangeError naming the panel and row whose value is not finite
 * @example
 * histogramPanels(membership, [{ title: "phi", valueName: "phi", values: phi }], places, "share");
 */
export function histogramPanels(
  membership: ArrayLike<number>,
  drawn: readonly HistogramPanel[],
  { places }: Panels,
  height: HistogramHeight,
) {
  const counts = classCounts(membership);
  const data: PlotlyTrace[] = [];
  const axes: Record<string, unknown> = {};
  const annotations: Record<string, unknown>[] = [];
  const heightName = height === "density" ? "Density" : "Share of class per bin";
  drawn.forEach(({ title, valueName, values, fits }, i) => {
    checkColumn(valueName, values, membership.length);
    let range = [0, 1];
    let cut = "";
    const why = whyNoAxis(values);
    if (why !== null) {
      annotations.push(panelText(places[i], why, "middle"));
      data.push({ type: "scatter", x: [], y: [], xaxis: `x${axesOf(i)}`, yaxis: `y${axesOf(i)}` });
    } else {
      const bins = sharedBins(membership, values, defaultBins(values.length));
      const bars = histogramTraces(bins, counts, { height, axes: axesOf(i) });
      const curves = fits ? normalTraces(bins.edges, fits, axesOf(i)) : [];
      ({ range, cut } = heightRange(bars, curves));
      data.push(...bars, ...curves);
    }
    annotations.push(panelText(places[i], `${title}${cut}`, "above"));
    Object.assign(axes, panelAxes(i, places[i], axis(valueName), axis(heightName, { range })));
  });
  return { data, axes, annotations };
}
