import type { PlotlyTrace } from "../parts/figure";
import type { ClassCounts } from "../parts/rows";
import { count, memberColour, nonMemberColour, withOpacity } from "../style";
import type { SharedBins } from "./histogramBins";

/** What a bar's height says: the share of its class in the bin, or that share per unit of x. */
export type HistogramHeight = "share" | "density";

/** The legend's texts, members first; a class without rows is named as missing. */
export function classNames({ members, nonMembers }: ClassCounts): [string, string] {
  const text = (name: string, n: number) => `${name} (${n === 0 ? "none" : count(n)})`;
  return [text("Members", members), text("Non-members", nonMembers)];
}

/** One class as a filled outline in steps that starts and ends on the ground. */
function outline(edges: Float64Array, counts: Float64Array, height: HistogramHeight) {
  const total = counts.reduce((sum, n) => sum + n, 0) || 1;
  const unit = height === "density" ? edges[1] - edges[0] : 1;
  const x = [edges[0], ...edges];
  const y = [0, ...Array.from(counts, (n) => n / total / unit), 0];
  return { x, y };
}

/**
 * Two histograms on shared edges: members blue with a solid line, non-members vermillion with a
 * dashed one.
 *
 * @param axes which pair of axes of the figure ("" for the first, "2" for the second ..)
 * @example
 * histogramTraces(sharedBins(membership, phi, 40), counts, { height: "share" });
 */
export function histogramTraces(
  bins: SharedBins,
  counts: ClassCounts,
  { height, axes = "" }: { height: HistogramHeight; axes?: string },
): PlotlyTrace[] {
  const [memberName, nonMemberName] = classNames(counts);
  const trace = (name: string, of: Float64Array, color: string, dash: string): PlotlyTrace => ({
    type: "scatter",
    mode: "lines",
    name,
    ...outline(bins.edges, of, height),
    line: { color, dash, width: 1.3, shape: "hv" },
    fill: "tozeroy",
    fillcolor: withOpacity(color, 0.25),
    xaxis: `x${axes}`,
    yaxis: `y${axes}`,
    legendgroup: name,
    showlegend: axes === "",
  });
  return [
    trace(memberName, bins.members, memberColour, "solid"),
    trace(nonMemberName, bins.nonMembers, nonMemberColour, "4px,2px"),
  ];
}
