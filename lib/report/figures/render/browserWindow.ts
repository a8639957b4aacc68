import type { DomElement } from "./dom";
import { canvasBox, elementBox } from "./elementBox";
import { measureText } from "./fonts";
import { pathPoints } from "./pathPoints";
import { textBox } from "./textBox";

/** A jsdom window, as far as this project uses it. */
export interface BrowserWindow {
  eval(script: string): unknown;
  Math: { random: () => number };
  // biome-ignore lint/suspicious/noExplicitAny: the globals of a browser, described in lib.dom only
  [name: string]: any;
}

function pathLength(path: DomElement): number {
  let length = 0;
  for (const stroke of pathPoints(path.getAttribute("d") ?? "")) {
    for (let i = 1; i < stroke.length; i++) {
      length += Math.hypot(stroke[i][0] - stroke[i - 1][0], stroke[i][1] - stroke[i - 1][1]);
    }
  }
  return length;
}

/** jsdom draws nothing, so it answers 0 to every question about sizes: SVG gets its own answers. */
function answerSizes(window: BrowserWindow): void {
  const svg = window.SVGElement.prototype;
  svg.getBBox = function () {
    return elementBox(this);
  };
  svg.getComputedTextLength = function () {
    return textBox(this).width;
  };
  svg.getScreenCTM = () => {
    const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, inverse: () => identity };
    return identity;
  };
  svg.getTotalLength = function () {
    return pathLength(this);
  };
  svg.getPointAtLength = () => ({ x: 0, y: 0 });
  svg.getBoundingClientRect = function () {
    const box = canvasBox(this);
    const { x, y, width, height } = box;
    return { ...box, left: x, top: y, right: x + width, bottom: y + height };
  };
}

/** What Plotly asks of a browser when it loads and jsdom does not have. */
function fillGaps(window: BrowserWindow): void {
  for (const name of ["TextDecoder", "TextEncoder", "structuredClone"] as const) {
    window[name] ??= globalThis[name];
  }
  window.URL.createObjectURL = () => "blob:none";
  window.URL.revokeObjectURL = () => undefined;
  window.matchMedia = () => ({ matches: false, addListener() {}, removeListener() {} });
  window.HTMLCanvasElement.prototype.getContext = () => ({
    font: "12px sans-serif",
    measureText(text: string) {
      const size = Number.parseFloat(/(\d{1,6}(?:\.\d{1,20})?)px/.exec(this.font)?.[1] ?? "12");
      return { width: measureText(text, { size }) };
    },
  });
}

/**
 * A window without a screen in which Plotly can lay out a figure: jsdom, whose answers about text
 * and boxes come from the font that the figure is later drawn with.
 *
 * @example
 * const window = openWindow();
 * window.eval(plotlyBundle);
 */
export function openWindow(): BrowserWindow {
  const { JSDOM } = require("jsdom");
  const window: BrowserWindow = new JSDOM("<!doctype html><html><body></body></html>", {
    runScripts: "outside-only",
    pretendToBeVisual: true,
  }).window;
  fillGaps(window);
  answerSizes(window);
  return window;
}
