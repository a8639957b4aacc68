import { xmlText } from "../../../files";
import type { PlotlyTrace } from "../parts/figure";

/**
 * A text with the signs that Plotly would read as markup put out of the way.
 *
 * @example
 * plainText("a < b"); // "a &lt; b"
 */
export function plainText(text: string): string {
  return xmlText(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** What of a trace Plotly shows as text, markup included. */
const SHOWN = ["name", "text", "hovertext", "customdata"];

/**
 * A trace whose names, which may come from data, are shown as they are; a name that was broken into
 * lines keeps them.
 *
 * @example
 * plainTrace({ type: "scatter", name: "<b>RF</b>" }).name; // "&lt;b&gt;RF&lt;/b&gt;"
 */
export function plainTrace(trace: PlotlyTrace): PlotlyTrace {
  const plain = { ...trace };
  for (const key of SHOWN) {
    const value = trace[key];
    if (Array.isArray(value)) plain[key] = value.map(plainLines);
    else if (value !== undefined) plain[key] = plainLines(value);
  }
  return plain;
}

const lineBreak = "<br>";

function plainLines(text: unknown): unknown {
  if (typeof text !== "string") return text;
  return text.split(lineBreak).map(plainText).join(lineBreak);
}
