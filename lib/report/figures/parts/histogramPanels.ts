import { largest, smallest } from "../../../numeric/arrays";
import { defaultBins, sharedBins } from "../marks/histogramBins";
import { type HistogramHeight, histogramTraces } from "../marks/histogramTraces";
import { normalTraces, type TwoNormals } from "../marks/normalTraces";
import { axis, guideColour } from "../style";
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
  /** A line where rows begin to be flagged as members. */
  readonly threshold?: number;
}

/** What a panel adds to its figure. */
interface DrawnPanel {
  readonly traces: readonly PlotlyTrace[];
  /** The ends of its two axes. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly title: string;
  /** Why there is no histogram, where there is none. */
  readonly why: string | null;
}

const tallest = (traces: readonly PlotlyTrace[]) =>
  largest(traces.flatMap((trace) => trace.y as number[]));

/** The axis ends at three times the fits' peak: a spike of the data must not flatten them. */
function heightRange(bars: readonly PlotlyTrace[], fits: readonly PlotlyTrace[]) {
  const data = tallest(bars);
  const wanted = 1.06 * Math.max(data, largest(fits.map((trace) => tallest([trace]))));
  const top = fits.length === 0 ? wanted : Math.min(wanted, 3 * tallest(fits));
  const cut = data > top ? ` (cut; tallest bin ${data.toPrecision(2)})` : "";
  return { range: [0, top], cut };
}

function drawn(
  membership: ArrayLike<number>,
  { title, valueName, values, fits }: HistogramPanel,
  height: HistogramHeight,
  axes: string,
): DrawnPanel {
  checkColumn(valueName, values, membership.length);
  const why = whyNoAxis(values);
  if (why !== null) {
    const empty = { type: "scatter", x: [], y: [], xaxis: `x${axes}`, yaxis: `y${axes}` };
    return { traces: [empty], x: [0, 1], y: [0, 1], title, why };
  }
  const bins = sharedBins(membership, values, defaultBins(values.length));
  const bars = histogramTraces(bins, classCounts(membership), { height, axes });
  const curves = fits ? normalTraces(bins.edges, fits, axes) : [];
  const { range, cut } = heightRange(bars, curves);
  const x = [bins.edges[0], bins.edges[bins.edges.length - 1]];
  return { traces: [...bars, ...curves], x, y: range, title: `${title}${cut}`, why };
}

/** The range that holds all ranges. */
function widest(ranges: readonly (readonly number[])[]): number[] {
  return [smallest(ranges.map(([low]) => low)), largest(ranges.map(([, high]) => high))];
}

function thresholdLine(x: number, axes: string) {
  const line = { color: guideColour, width: 1, dash: "5px,2px" };
  return {
    type: "line",
    xref: `x${axes}`,
    x0: x,
    x1: x,
    yref: `y${axes} domain`,
    y0: 0,
    y1: 1,
    line,
  };
}

/**
 * Histograms of members and non-members in panels, with or without normal curves over them and a
 * line at a threshold; panels that share their axes have the same ranges. A panel whose values have
 * no place on an axis says why.
 *
 * @throws RangeError naming the panel and row whose value is not finite
 * @example
 * histogramPanels(membership, [{ title: "phi", valueName: "phi", values: phi }], places, "share");
 */
export function histogramPanels(
  membership: ArrayLike<number>,
  wanted: readonly HistogramPanel[],
  { places }: Panels,
  height: HistogramHeight,
) {
  const found = wanted.map((panel, i) => drawn(membership, panel, height, axesOf(i)));
  const shared = places.some(({ namesX, namesY }) => !namesX || !namesY);
  const ends = shared && {
    x: widest(found.map(({ x }) => x)),
    y: widest(found.map(({ y }) => y)),
  };
  const share = shared ? "Share per bin" : "Share of class per bin"; // shared panels may be low
  const heightName = height === "density" ? "Density" : share;
  const axes = found.map(({ y }, i) => {
    const xaxis = axis(
      wanted[i].valueName,
      ends ? { range: ends.x, nticks: Math.max(2, Math.floor(places[i].width / 30)) } : {},
    );
    const yaxis = axis(heightName, { range: ends ? ends.y : y });
    return panelAxes(i, places[i], xaxis, yaxis);
  });
  return {
    data: found.flatMap(({ traces }) => traces),
    axes: Object.fromEntries(axes.flatMap(Object.entries)),
    shapes: wanted.flatMap(({ threshold }, i) =>
      threshold === undefined ? [] : [thresholdLine(threshold, axesOf(i))],
    ),
    annotations: found.flatMap(({ title, why }, i) => [
      ...(why === null ? [] : [panelText(places[i], why, "middle")]),
      panelText(places[i], title, "above"),
    ]),
  };
}
