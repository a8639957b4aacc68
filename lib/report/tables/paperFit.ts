import { isFigure } from "./cellHtml";

/** Points that letters of 7 pt and the space around a cell take; what a page holds between its margins. */
const LETTER = 4;
const SPACE = 4;
const UPRIGHT = 500;
const TURNED = 745;
/** Letters of a text that stand on one line at most before it goes on below. */
const WRAPPED = 18;

/** How a table goes on paper. */
export interface PaperFit {
  /** Whether it needs a page that is turned. */
  readonly turned: boolean;
  /** Which columns are printed: all, unless not even a turned page holds them. */
  readonly kept: readonly boolean[];
}

/**
 * How a table goes on paper, where nothing scrolls: upright if it fits a page, else on a turned one,
 * else upright with as many of its first and last columns as fit.
 *
 * @param lines texts by row and column, the titles first
 * @example
 * paperFit([["model", "AUC"], ["RF", "0.672"]]); // { turned: false, kept: [true, true] }
 */
export function paperFit(lines: readonly (readonly string[])[]): PaperFit {
  const widths = (lines[0] ?? []).map((_, c) => widthOf(lines.map((cells) => cells[c] ?? "")));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const kept = whole <= TURNED ? widths.map(() => true) : ends(widths, UPRIGHT - widthOf(["…"]));
  return { turned: whole > UPRIGHT && whole <= TURNED, kept };
}

function widthOf(texts: readonly string[]): number {
  const letters = texts.reduce((most, text) => Math.max(most, lettersOnOneLine(text)), 0);
  return LETTER * letters + SPACE;
}

function lettersOnOneLine(text: string): number {
  if (isFigure(text)) return text.length;
  const words = text.split(/[\s_/-]+/);
  const longest = words.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.min(WRAPPED, Math.max(longest, Math.min(text.length, WRAPPED / 2)));
}

/** The first, the last, the second, the one before the last, as long as there is room. */
function ends(widths: readonly number[], room: number): boolean[] {
  const kept = widths.map(() => false);
  let left = room;
  for (let i = 0; i < widths.length; i++) {
    const at = i % 2 === 0 ? i / 2 : widths.length - (i + 1) / 2;
    left -= widths[at];
    if (left < 0) break;
    kept[at] = true;
  }
  return kept;
}
