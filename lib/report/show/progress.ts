import { randomUUID } from "node:crypto";
import { visible, warnState } from "../../files";
import { isHeadless, publisher } from "./publish";

/** Tells how far long work has come. */
export interface Progress {
  /** `done` of the total is done; fits the `onProgress` of lib's functions. */
  readonly update: (done: number) => void;
  /** The work is over. */
  readonly done: () => void;
}

/** Shortest time between two lines on a terminal and between two states of a display. */
const LINE_MS = 2000;
const DISPLAY_MS = 200;

/**
 * Shows how far long work has come, its rate and the time left. In a notebook that somebody looks
 * at, one display below the cell, emptied at the end; elsewhere states or lines on the terminal (the
 * process's stderr, never the cell's), so that a saved notebook holds no rate.
 *
 * @param label what is worked on
 * @param total how much there is, in the unit of `update`
 * @param since when the work began, on the clock of `performance.now`; now unless given
 * @example
 * const bar = progress("logits", images.count);
 * await computeLogits(engine, images, { mean, std, onProgress: bar.update });
 * bar.done();
 */
export function progress(label: string, total: number, since = performance.now()): Progress {
  const show = publisher();
  if (!show || isHeadless()) return throttled(label, total, LINE_MS, onTerminal, since);
  const id = randomUUID();
  const draw = (text: string, update = true) => show({ data: { "text/plain": text }, id, update });
  draw(label, false);
  return throttled(label, total, DISPLAY_MS, (text, last) => draw(last ? "" : text), since);
}

/** What a state of the work reads like; the last one says how long it took. */
type Draw = (text: string, last: boolean) => void;

function onTerminal(text: string): void {
  warnState(visible(text));
}

/**
 * Draws at most every `interval` ms, and once at the end.
 *
 * @param start when the work began, on the same clock as `now`
 * @param now clock in ms, for tests
 */
export function throttled(
  label: string,
  total: number,
  interval: number,
  draw: Draw,
  start: number,
  now: () => number = () => performance.now(),
): Progress {
  let drawn = start;
  let reached = 0;
  return {
    update: (done) => {
      reached = done;
      if (now() - drawn < interval) return;
      drawn = now();
      draw(`${label}: ${describe(done, total, (drawn - start) / 1000)}`, false);
    },
    done: () => {
      const seconds = (now() - start) / 1000;
      draw(`${label}: ${count(reached)} of ${count(total)} in ${seconds.toFixed(1)} s`, true);
    },
  };
}

function describe(done: number, total: number, seconds: number): string {
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  const rate = done / seconds;
  const left = rate > 0 ? `${Math.ceil((total - done) / rate)} s left` : "time left unknown";
  const shownRate = rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1);
  return `${count(done)} of ${count(total)} (${percent} %), ${shownRate}/s, ${left}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
