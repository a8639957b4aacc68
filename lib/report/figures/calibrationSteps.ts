import { argsort, take } from "../../numeric/arrays";
import { thinSteps } from "./marks/thinSteps";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { checkColumn, isConstant } from "./parts/rows";
import { axis, count, defaultWidth, frame, legendNames, message, seriesStyle } from "./style";

/** Raw scores and what calibrations made of the same rows. */
export interface CalibrationStepsData {
  readonly raw: ArrayLike<number>;
  readonly methods: readonly { readonly name: string; readonly calibrated: ArrayLike<number> }[];
}

/** How many different values there are. */
const distinct = (values: ArrayLike<number>) => new Set(Array.from(values)).size;

const valuesText = (different: number) => `${count(different)} value${different === 1 ? "" : "s"}`;

function scaled(values: ArrayLike<number>): Float64Array {
  const low = values[0];
  const span = values[values.length - 1] - low || 1;
  return Float64Array.from(values, (value) => (value - low) / span);
}

/**
 * Calibrated score against raw score. Isotonic calibration is flat over whole ranges: rows that
 * the raw score told apart are tied, which is what costs TPR at a low FPR. The legend counts the
 * different values that are left.
 *
 * @returns a figure that says why, in words, where all raw scores are equal
 * @throws RangeError naming the column and row whose value is not finite
 * @example
 * calibrationSteps({ raw, methods: [{ name: "Isotonic", calibrated }] }, { split: "report rows" });
 */
export function calibrationSteps(data: CalibrationStepsData, options: FigureOptions = {}): Figure {
  const { raw, methods } = data;
  checkColumn("raw", raw, raw.length);
  if (isConstant(raw)) {
    return message(`No calibration curve: ${raw.length} raw scores, none differs.`, options);
  }
  for (const { name, calibrated } of methods) checkColumn(name, calibrated, raw.length);
  const order = argsort(raw);
  const x = take(Float64Array.from(raw), order);
  const entries = legendNames(
    methods.map(({ name, calibrated }) => `${name} (${valuesText(distinct(calibrated))})`),
    options.width ?? defaultWidth,
  );
  const n = `n = ${count(raw.length)} ${options.split ?? "rows"}, ${count(distinct(raw))} different raw scores`;
  return {
    data: methods.map(({ calibrated }, i) => {
      const y = take(Float64Array.from(calibrated), order);
      const kept = thinSteps(scaled(x), scaled(y), 1 / 2000);
      const style = seriesStyle(i);
      return {
        type: "scatter",
        mode: "lines",
        name: entries[i],
        x: kept.map((at) => x[at]),
        y: kept.map((at) => y[at]),
        line: { color: style.color, dash: style.dash, width: 1.5 },
      };
    }),
    layout: {
      ...frame(options, {
        caption: `Calibrated score against raw score; in brackets how many different values are left. ${n}.`,
        altText: `Calibrated score against raw score: ${entries.join("; ")}. ${n}.`,
        legend: entries,
      }),
      showlegend: true,
      xaxis: axis("Raw score", { range: [x[0], x[x.length - 1]] }),
      yaxis: axis("Calibrated score", { rangemode: "tozero" }),
    },
  };
}
