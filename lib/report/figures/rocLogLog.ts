import { largest, smallest } from "../../numeric/arrays";
import { forbiddenRegion } from "./marks/forbiddenRegion";
import { bandTraces, chanceTrace, curveTrace } from "./marks/rocTraces";
import type { Figure } from "./parts/figure";
import { oneBand } from "./parts/oneBand";
import {
  curvesText,
  type DrawnCurve,
  drawnCurves,
  type RocData,
  type RocOptions,
} from "./rocCurves";
import {
  count,
  defaultWidth,
  frame,
  guideColour,
  leftRoom,
  legendNames,
  logAxis,
  message,
  plotBox,
  seriesStyle,
  textSize,
} from "./style";

const resolvable = 10; // false positives; fewer do not settle a rate

/** The line at FPR .05 and the zone where counts are too small to settle a rate. */
function guides(floor: number, unresolved: number) {
  const line = { color: guideColour, width: 1, dash: "1px,2px" };
  const upright = { yref: "paper", y0: 0, y1: 1 };
  const grey = { fillcolor: "#f0f0f0", line: { width: 0 }, layer: "below" };
  return [
    { ...upright, ...grey, type: "rect", x0: floor, x1: unresolved },
    { ...upright, type: "line", x0: 0.05, x1: 0.05, line, layer: "between" },
  ];
}

/** The line's name, above the plot. */
const guideName = {
  text: "FPR = 0.05",
  x: Math.log10(0.05),
  yref: "paper",
  y: 1,
  yanchor: "bottom",
  showarrow: false,
  font: { size: textSize.note },
};

function legendText(curve: DrawnCurve): string {
  const result = curve.constant ? "all scores equal" : `TPR ${curve.tprAt5.toFixed(3)}`;
  return `${curve.name} (${result})`;
}

/** What one member weighs, in the rows of each curve. */
function steps(curves: readonly DrawnCurve[]): string {
  const sizes = [...new Set(curves.map(({ members }) => members))].sort((a, b) => b - a);
  const [least, ...more] = sizes.map((members) => String(Number((1 / members).toPrecision(2))));
  const to = more.length === 0 ? "" : ` to ${more[more.length - 1]}`;
  return `One member is a step of ${least}${to} in the TPR.`;
}

/**
 * ROC curves on logarithmic axes, where the few confident hits show: steps from real threshold to
 * real threshold, the axis down to 1 / n_nonmembers and no further, the chance line, a line at
 * FPR .05 with the TPR there in the legend, grey where fewer than 10 false positives are counted.
 *
 * @param data attacks as scores or as curves; a band for those that have one, see `oneBand`
 * @param options.forbids a guarantee of differential privacy: the region that it forbids is shaded
 * @returns a figure that says why, in words, where a class is missing or no score differs
 * @throws RangeError for rows that cannot be used: lengths that differ, a score that is not finite
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), figure 1
 * @example
 * rocLogLog({ curves: [{ name: "RF", membership, scores }] }, { split: "report rows" });
 */
export function rocLogLog(data: RocData, options: RocOptions = {}): Figure {
  const drawn = drawnCurves(data);
  if (typeof drawn === "string") return message(drawn, options);
  const width = options.width ?? defaultWidth;
  const { curves, said } = oneBand(drawn, width, options);
  const nonMembers = largest(curves.map((curve) => curve.nonMembers));
  const members = largest(curves.map((curve) => curve.members));
  const floor = Math.min(1 / nonMembers, 0.04);
  const low = Math.min(1 / members, 0.04);
  const entries = legendNames(curves.map(legendText), width);
  const rows = curvesText(curves, options.split);
  const box = plotBox(width);
  const yaxis = logAxis("True positive rate", { low, high: 1, length: box.height });
  const left = Math.max(box.left, leftRoom(yaxis.ticktext as string[]));
  const length = width - left - box.right;
  const xaxis = logAxis("False positive rate", { low: floor, high: 1, length });
  const fewest = smallest(curves.map((curve) => curve.fewestNonMembers ?? curve.nonMembers));
  const inFold = curves.some((curve) => curve.fewestNonMembers !== undefined) ? " in a fold" : "";
  const grey = fewest < nonMembers ? `${inFold}, ${count(fewest)} non-members` : "";
  const forbidden = forbiddenRegion(options.forbids, floor, Math.min(floor, low) / 10);
  const layout = frame(options, {
    caption: `ROC curves on logarithmic axes; in brackets the TPR at FPR ≤ 0.05. ${rows} Grey: fewer than ${resolvable} false positives${grey}. ${steps(curves)}${said}${forbidden.says}`,
    altText: `ROC curves on logarithmic axes, TPR at FPR ≤ 0.05: ${entries.join("; ")}. ${rows}`,
    legend: [...forbidden.legend, ...entries, "Chance"],
    above: 14,
    annotations: [guideName],
    left,
  });
  return {
    data: [...forbidden.traces, ...traces(curves, entries, Math.min(floor, low))],
    layout: {
      ...layout,
      shapes: guides(floor, Math.min(1, resolvable / fewest)),
      xaxis,
      yaxis,
    },
  };
}

/** A logarithmic axis has no 0: what is below the axis is drawn a little below it, out of sight. */
function traces(curves: readonly DrawnCurve[], names: readonly string[], low: number) {
  const floor = low / 10;
  const position = (rate: number) => Math.log10(rate) / -Math.log10(low);
  const drawing = curves.map((_, i) => ({
    position,
    floor,
    shape: "hv" as const,
    style: seriesStyle(i),
  }));
  return [
    ...curves.flatMap(({ name, band }, i) => (band ? bandTraces(name, band, drawing[i]) : [])),
    ...curves.map((curve, i) => curveTrace(names[i], curve, drawing[i])),
    chanceTrace(floor),
  ];
}
