import { largest } from "../../../numeric/arrays";
import { gridColour, ink } from "./colours";
import { plainText } from "./plainText";
import { textSize, textWidth } from "./text";

/** A Plotly axis description. */
export type Axis = Record<string, unknown>;

/**
 * An axis of the house: a thin frame on all sides, short ticks outside, faint grid.
 *
 * @param title what is measured, with its unit if it has one
 * @example
 * axis("False positive rate", { range: [0, 1] });
 */
export function axis(title: string, more: Axis = {}): Axis {
  return {
    title: { text: plainText(title), font: { size: textSize.title }, standoff: 4 },
    tickfont: { size: textSize.tick },
    ticks: "outside",
    ticklen: 3,
    tickwidth: 0.8,
    tickcolor: ink,
    showline: true,
    mirror: true,
    linecolor: ink,
    linewidth: 0.8,
    gridcolor: gridColour,
    gridwidth: 0.6,
    zeroline: false,
    ticklabeloverflow: "allow",
    fixedrange: true,
    ...more,
  };
}

/** Powers of ten from `low` to `high`, every second, third .. where labels would run together. */
function logTicks(low: number, high: number, length: number): number[] {
  const decades = Math.log10(high) - Math.log10(low);
  const room = length / decades;
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const widest = textWidth(logLabel(10 ** first), textSize.tick) + 8;
  const stride = Math.max(1, Math.ceil(widest / room));
  const ticks: number[] = [];
  for (let power = last; power >= first; power -= stride) ticks.unshift(Number(`1e${power}`));
  const gap = Math.log10(ticks[0] ?? high) - Math.log10(low);
  const fits = gap * room > (textWidth(logLabel(low), textSize.tick) + widest) / 2;
  return fits && gap > 1e-9 ? [low, ...ticks] : ticks;
}

const logLabel = (value: number) => value.toLocaleString("en-US", { maximumSignificantDigits: 2 });

/**
 * A logarithmic axis from `low` to `high`: labelled ticks at powers of ten and at the low end,
 * written out (no superscripts, which would be too small to read on paper).
 *
 * @param low above 0
 * @param length of the axis, px: what is labelled must fit there
 * @example
 * logAxis("False positive rate", { low: 0.001, high: 1, length: 200 });
 */
export function logAxis(
  title: string,
  { low, high, length }: { low: number; high: number; length: number },
  more: Axis = {},
): Axis {
  const tickvals = logTicks(low, high, length);
  return axis(title, {
    type: "log",
    range: [Math.log10(low), Math.log10(high)],
    tickmode: "array",
    tickvals,
    ticktext: tickvals.map(logLabel),
    minor: { ticks: "outside", ticklen: 2, tickwidth: 0.5, dtick: "D1" },
    ...more,
  });
}

/**
 * Room in px for the tick labels and the title of an axis on the left.
 *
 * @example
 * leftRoom(["0.001", "1"]);
 */
export function leftRoom(labels: readonly string[]): number {
  const widest = Math.max(0, largest(labels.map((label) => textWidth(label, textSize.tick))));
  return Math.ceil(widest + 8 + textSize.title * 1.3 + 4);
}
