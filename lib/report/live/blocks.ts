import { plainArrays } from "../figures/parts/plainArrays";
import { liveScript, packedPlotly } from "./bundle";

const FIGURE = '<div class="mia-live"><script type="application/json" class="mia-live-figure">';
const BUNDLE = '<script type="text/plain" class="mia-live-bundle">';
const END = "</script>";
const FIGURE_END = `${END}</div>`;
const OFFER = `\n<script>globalThis.miaLiveFigures?.offer();${END}`;

/** What a live figure is drawn from: nothing but data. */
export interface LiveData {
  readonly data: readonly object[];
  readonly layout: object;
}

/**
 * A figure as data behind its picture, for live.js to find: no browser runs it.
 *
 * @example
 * figureBlock({ data, layout }); // '<div class="mia-live"><script type="application/json" ...'
 */
export function figureBlock({ data, layout }: LiveData): string {
  // A "</script>" inside of the data would end the block.
  const json = JSON.stringify({ data, layout }, plainArrays).replaceAll("<", "\\u003c");
  return `${FIGURE}${json}${FIGURE_END}`;
}

/** The same as an output of a notebook, which offers the live figure wherever it is shown. */
export function figureOutput(live: LiveData): string {
  return figureBlock(live) + OFFER;
}

/**
 * The figure of an output that {@link figureOutput} wrote, or that looks like one.
 *
 * @returns null for any other HTML
 */
export function readFigureOutput(html: string): LiveData | null {
  const end = FIGURE_END + OFFER;
  if (!html.startsWith(FIGURE) || !html.endsWith(end)) return null;
  try {
    const { data, layout } = JSON.parse(html.slice(FIGURE.length, -end.length));
    const isFigure = Array.isArray(data) && typeof layout === "object" && layout !== null;
    return isFigure ? { data, layout } : null;
  } catch {
    return null;
  }
}

/** Plotly, packed, and the program that looks for it: once a page. */
export function programBlocks(): string {
  return `${BUNDLE}${packedPlotly()}${END}\n<script>${liveScript()}${END}`;
}

/** What a reader of a notebook must know. */
const NOTE =
  "Figures come alive by the button under each picture. Where there is no button, this notebook is not " +
  "trusted: in JupyterLab, Ctrl+Shift+C, then Trust Notebook.";
const NOTED = `<p>${NOTE}</p>\n`;

/** {@link programBlocks} as an output of a notebook: once a notebook. */
export function programOutput(): { readonly "text/html": string; readonly "text/plain": string } {
  return { "text/html": NOTED + programBlocks(), "text/plain": NOTE };
}

/** Whether an output is one that {@link programOutput} wrote, of which a page needs nothing. */
export function isProgramOutput(html: string): boolean {
  return html.startsWith(NOTED + BUNDLE);
}

/** Whether HTML that was made here holds a figure that {@link figureBlock} wrote. */
export function holdsFigure(html: string): boolean {
  return html.includes(FIGURE);
}
