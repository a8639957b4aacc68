import { markup } from "../../files";

/** From this length on a word may break anywhere: a hash, a path, an object spelled out. */
const LONG = 24;
/** From this length on a name may break behind its underscores. */
const LONG_NAME = 12;

/**
 * A text as HTML for a cell of a table: what is too long for a column may break, and no number.
 *
 * @example
 * cellHtml("top2_conf_margin"); // "top2_<wbr>conf_<wbr>margin"
 */
export function cellHtml(text: string): string {
  return text.replace(/\S+|\s+/g, (word) => {
    const html = markup(word);
    if (isFigure(word)) return /[-/]/.test(word) ? `<span class="whole">${html}</span>` : html;
    const name = word.length >= LONG_NAME ? html.replaceAll("_", "_<wbr>") : html;
    return word.length >= LONG ? `<span class="long">${name}</span>` : name;
  });
}

/**
 * Whether a text is a number, or numbers that belong together: an interval, a share, a size. It
 * stands on one line.
 *
 * @example
 * isFigure("0.145 [0.070, 0.235]"); // true
 * isFigure("3 x 32 x 32"); // true
 * isFigure("4 of 4"); // false
 */
export function isFigure(text: string): boolean {
  return /\d/.test(text) && /^[\d\s.,;:%+\-−±–/[\]()<>≤≥=e×x]*$/i.test(text);
}
