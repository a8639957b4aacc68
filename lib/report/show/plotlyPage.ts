import { readFileSync } from "node:fs";
import { markup } from "../../files";
import type { Figure } from "../figures";

/** The file of Plotly that interactive figures carry with them. */
export function plotlyBundle(): string {
  return require.resolve("plotly.js-cartesian-dist-min");
}

/**
 * An interactive figure as HTML that needs nothing from elsewhere: a frame with Plotly inside, so
 * that neither the notebook's page nor its other figures get in its way.
 *
 * @param width px
 * @param height px
 * @param alt title of the frame, for who cannot see it
 */
export function plotlyPage(figure: Figure, width: number, height: number, alt: string): string {
  const layout = { ...figure.layout, width, height };
  // A "</script>" inside of the data would end the script.
  const json = JSON.stringify([figure.data, layout]).replaceAll("<", "\\u003c");
  const page =
    `<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="figure"></div>` +
    `<script>${readFileSync(plotlyBundle(), "utf8")}</script>` +
    `<script>Plotly.newPlot("figure", ...${json}, { displaylogo: false })</script>`;
  return (
    `<iframe title="${markup(alt)}" width="${width}" height="${height}" ` +
    `style="border:0;background:white" sandbox="allow-scripts" srcdoc="${attribute(page)}"></iframe>`
  );
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
