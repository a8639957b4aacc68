import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../repository";
import type { Figure } from "../parts/figure";
import { plainArrays } from "../parts/plainArrays";
import { plainTrace } from "../style/plainText";
import { type BrowserWindow, openWindow } from "./browserWindow";

const bundle = "node_modules/plotly.js-cartesian-dist-min/plotly-cartesian.min.js";

let window: BrowserWindow | undefined;
let queue: Promise<unknown> = Promise.resolve();

function plotlyWindow(): BrowserWindow {
  if (window === undefined) {
    const opened = openWindow();
    opened.eval(readFileSync(path.join(repositoryRoot(), bundle), "utf8"));
    window = opened;
  }
  return window;
}

/** Loads the window and Plotly, which takes a second, before the first figure asks for them. */
export function loadPlotly(): void {
  plotlyWindow();
}

/** Plotly names clip paths at random; the same figure shall get the same names. */
function restartRandom(browser: BrowserWindow): void {
  let state = 12345;
  browser.Math.random = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

async function draw(figure: Figure, width: number, height: number): Promise<string> {
  const browser = plotlyWindow();
  restartRandom(browser);
  // Parsed inside the window: Plotly changes what it is given, and knows its own realm's arrays.
  const shown = { data: figure.data.map(plainTrace), layout: figure.layout };
  const copy = browser.JSON.parse(JSON.stringify(shown, plainArrays));
  return browser.Plotly.toImage(
    { data: copy.data, layout: { ...copy.layout, width, height, autosize: false } },
    { format: "svg", width, height, imageDataOnly: true },
  );
}

/**
 * A figure laid out by Plotly, as it writes it: SVG text. One at a time, whoever asks: the window
 * and its sequence of names are shared.
 *
 * @param width,height px, 96 to the inch
 * @throws Error if Plotly refuses the figure
 */
export function plotlySvg(figure: Figure, width: number, height: number): Promise<string> {
  const drawn = queue.then(() => draw(figure, width, height));
  queue = drawn.catch(() => undefined);
  return drawn;
}
