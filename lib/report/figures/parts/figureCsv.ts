import { csvCell } from "../../../files";
import type { Figure, PlotlyTrace } from "./figure";

const header = ["trace", "panel", "label", "x", "y", "low", "high", "value"];

function traceRows(trace: PlotlyTrace): unknown[][] {
  const x = (trace.x ?? []) as unknown[];
  const y = (trace.y ?? []) as unknown[];
  const error = (trace.error_x || trace.error_y || {}) as {
    array?: number[];
    arrayminus?: number[];
  };
  const measured = trace.error_x ? x : y;
  const labels = trace.hovertext as string[] | undefined;
  const { color } = (trace.marker ?? {}) as { color?: unknown };
  return Array.from(x, (value, i) => [
    String(trace.name ?? "").replace(/<br>/g, " "),
    trace.xaxis ?? "x",
    labels?.[i],
    value,
    y[i],
    error.arrayminus && Number(measured[i]) - error.arrayminus[i],
    error.array && Number(measured[i]) + error.array[i],
    Array.isArray(color) ? color[i] : undefined,
  ]);
}

/**
 * What a figure draws, as CSV: one line for each point of each trace, its name, its panel, what the
 * point itself is called where it has a name (a predictor, a class), x and y, the ends of its interval (in x or in y) where it has one, the value behind its colour where it has one.
 *
 * @example
 * writeFileSync("roc.csv", figureCsv(figure));
 */
export function figureCsv(figure: Figure): string {
  const rows = figure.data.flatMap(traceRows);
  return [header, ...rows].map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}
