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
import { axis, defaultWidth, frame, legendNames, message, seriesStyle } from "./style";

function legendText(curve: DrawnCurve): string {
  if (curve.constant) return `${curve.name} (all scores equal)`;
  return curve.auc === undefined ? curve.name : `${curve.name} (AUC ${curve.auc.toFixed(3)})`;
}

/**
 * ROC curves on linear axes. Straight lines join the vertices, so that the area under a curve is
 * its AUC, which gives half credit for ties.
 *
 * @param data attacks as scores or as curves; a band for those that have one, see `oneBand`
 * @param options.forbids a guarantee of differential privacy: the region that it forbids is shaded
 * @returns a figure that says why, in words, where a class is missing or no score differs
 * @throws RangeError for rows that cannot be used: lengths that differ, a score that is not finite
 * @example
 * rocLinear({ curves: [{ name: "RF", membership, scores }] }, { split: "report rows" });
 */
export function rocLinear(data: RocData, options: RocOptions = {}): Figure {
  const drawn = drawnCurves(data);
  if (typeof drawn === "string") return message(drawn, options);
  const width = options.width ?? defaultWidth;
  const { curves, said } = oneBand(drawn, width, options);
  const entries = legendNames(curves.map(legendText), width);
  const rows = curvesText(curves, options.split);
  const forbidden = forbiddenRegion(options.forbids, 0, 0);
  const layout = frame(options, {
    caption: `ROC curves. ${rows}${said}${forbidden.says}`,
    altText: `ROC curves on linear axes: ${entries.join("; ")}. ${rows}`,
    legend: [...forbidden.legend, ...entries, "Chance"],
  });
  const drawing = { floor: 0, shape: "linear" as const };
  return {
    data: [
      ...forbidden.traces,
      ...curves.flatMap((curve, i) =>
        curve.band ? bandTraces(curve.name, curve.band, { ...drawing, style: seriesStyle(i) }) : [],
      ),
      ...curves.map((curve, i) =>
        curveTrace(entries[i], curve, {
          ...drawing,
          position: (rate) => rate,
          style: seriesStyle(i),
        }),
      ),
      chanceTrace(0),
    ],
    layout: {
      ...layout,
      xaxis: axis("False positive rate", { range: [0, 1], dtick: 0.2 }),
      yaxis: axis("True positive rate", { range: [0, 1], dtick: 0.2 }),
    },
  };
}
