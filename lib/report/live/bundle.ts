import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

/** The file of Plotly that draws live figures, as its package brings it. */
export function plotlyBundle(): string {
  return require.resolve("plotly.js-cartesian-dist-min");
}

/** The program that offers live figures in a page, see live.js. */
export function liveScript(): string {
  return readFileSync(require.resolve("./live.js"), "utf8");
}

/** The text of {@link plotlyBundle}: 1.5 MB. */
export function plotlyText(): string {
  return readFileSync(plotlyBundle(), "utf8");
}

let packed: string | null = null;

/** Plotly as live.js unpacks it, zlib in base64: 0.7 MB. */
export function packedPlotly(): string {
  packed ??= deflateSync(plotlyText(), { level: 9 }).toString("base64");
  return packed;
}
